-- A store of schema version 1, as quizctl 0.1.0 wrote it and sqlite3's .dump shows it: one
-- practice left in the middle, one finished.
PRAGMA application_id = 1366967156;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE answer (  id INTEGER PRIMARY KEY,  attempt INTEGER NOT NULL,  place INTEGER NOT NULL,  at_ms INTEGER NOT NULL,  given TEXT NOT NULL,  points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 1000),  is_right INTEGER NOT NULL CHECK (is_right IN (0, 1)),  missed TEXT NOT NULL DEFAULT '',  UNIQUE (attempt, place),  FOREIGN KEY (attempt, place) REFERENCES item (attempt, place)) STRICT;
INSERT INTO "answer" VALUES(1,1,0,1795424400000,'efs',0,0,'Each instance has to read about 2.5 GB per second');
INSERT INTO "answer" VALUES(2,2,0,1795510800000,'fsx-lustre',1000,1,'');
CREATE TABLE attempt (  id INTEGER PRIMARY KEY,  mode TEXT NOT NULL,  started_ms INTEGER NOT NULL,  finished_ms INTEGER,  seed TEXT NOT NULL,  policy TEXT NOT NULL,  bank TEXT NOT NULL,  bank_title TEXT NOT NULL,  bank_digest TEXT NOT NULL) STRICT;
INSERT INTO "attempt" VALUES(1,'practice',1795424400000,NULL,'7','aws','aws-ml-storage','Choosing storage for machine learning on AWS','48ab46b497caee0a63bf4ab14b0cacaa88e252670cc798e2597527010369732a');
INSERT INTO "attempt" VALUES(2,'practice',1795510800000,1795510800000,'8','aws','aws-ml-storage','Choosing storage for machine learning on AWS','48ab46b497caee0a63bf4ab14b0cacaa88e252670cc798e2597527010369732a');
CREATE TABLE item (  id INTEGER PRIMARY KEY,  attempt INTEGER NOT NULL REFERENCES attempt (id),  place INTEGER NOT NULL CHECK (place >= 0),  question TEXT NOT NULL,  domain TEXT NOT NULL,  digest TEXT NOT NULL,  shown TEXT NOT NULL,  key TEXT NOT NULL,  is_flagged INTEGER NOT NULL DEFAULT 0 CHECK (is_flagged IN (0, 1)),  UNIQUE (attempt, place)) STRICT;
INSERT INTO "item" VALUES(1,1,0,'lustre-satellite','d1','95bc60c7520ea127456b735a7a2a56c694b2617b197aa6fd9a19bb6486232d5b','efs s3 fsx-lustre fsx-windows','fsx-lustre',0);
INSERT INTO "item" VALUES(2,1,1,'windows-annotation','d1','077fa162e85a5ae000321dfd7acf5579d7af05d352503d02d08591351c4c001d','fsx-windows s3 efs fsx-lustre','fsx-windows',1);
INSERT INTO "item" VALUES(3,1,2,'netapp-two-protocols','d1','1cdc4a4cbe062cdabc93828f3e131e956d7ad5cb12264522682f1454da88a70d','efs fsx-windows fsx-openzfs fsx-ontap','fsx-ontap',0);
INSERT INTO "item" VALUES(4,2,0,'lustre-satellite','d1','95bc60c7520ea127456b735a7a2a56c694b2617b197aa6fd9a19bb6486232d5b','efs s3 fsx-lustre fsx-windows','fsx-lustre',0);
CREATE INDEX attempt_by_start ON attempt (started_ms);
COMMIT;
