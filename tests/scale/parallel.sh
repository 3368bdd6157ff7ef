#!/bin/bash
# parallel.sh PATH/quizctl [FOLDER]: GNU parallel over ssh to two nodes; one is cut off
# midway, its jobs are tried again. Then the same without files on the nodes: blocks of one
# file go there through ssh, and summaries come back through a pipe. As root, on Debian 12
# with parallel openssh-server iproute2.
. "$(dirname "$0")/world.sh"
net=$work.ssh

nodes_up() {
    rm -rf "$net"
    mkdir -p "$net/keys" /run/sshd
    chmod 700 "$net/keys"
    ssh-keygen -q -t ed25519 -N '' -f "$net/keys/host"
    ssh-keygen -q -t ed25519 -N '' -f "$net/keys/id"
    cp "$net/keys/id.pub" "$net/keys/authorized"
    cat >"$net/sshd_config" <<END
Port 2222
HostKey $net/keys/host
AuthorizedKeysFile $net/keys/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
PidFile none
MaxStartups 100
MaxSessions 100
END
    cat >"$net/ssh_config" <<END
Host n1
  HostName 10.77.0.11
Host n2
  HostName 10.77.0.12
Host *
  Port 2222
  User root
  IdentityFile $net/keys/id
  StrictHostKeyChecking no
  UserKnownHostsFile $net/keys/known
  LogLevel ERROR
  ConnectTimeout 5
  ServerAliveInterval 3
  ServerAliveCountMax 2
END
    "$here/nodes.sh" up "$net"
    for node in n1 n2; do
        "$here/nodes.sh" run "$net" $node /usr/sbin/sshd -D -e -f "$net/sshd_config"
    done
    for node in n1 n2; do
        until ssh -F "$net/ssh_config" $node true 2>/dev/null; do sleep .2; done
    done
    say "nodes: $(for node in n1 n2; do ssh -F "$net/ssh_config" $node hostname; done | tr '\n' ' ')"
}

# --plain: no question about a citation; the ssh of our nodes; two jobs on each.
on_nodes() {
    parallel --plain --will-cite --ssh "ssh -F $net/ssh_config" -S 2/n1,2/n2 --retries 4 "$@"
}

make_world
trap '"$here/nodes.sh" down "$net"' EXIT
nodes_up

# A job of GNU parallel: {} is a shard, status 3 (sheets were rejected) is fine.
job="echo {} on \$(hostname) >>$work/begun
    { head -n 10000 $IN/part.{}; sleep 5; tail -n +10001 $IN/part.{}; } |
    $QUIZCTL grade --bank $BANK --format jsonl -o $OUT/scores.{} --summary $OUT/sum.{} \
        --rejects $OUT/rejects.{} - 2>/dev/null || [ \$? -eq 3 ]; hostname"
seq -w 0 $((shards - 1)) | on_nodes --tag "$job" >"$work/ran" &
jobs=$!
sleep 7
ip link set v1 down
say "n1 is cut off"
wait $jobs || say "some jobs failed $?"
ip link set v1 up
say "jobs have ended; those that count ran on:$(cut -f2 "$work/ran" | sort | uniq -c | tr -s ' \n' ' ')"
say "begun $(wc -l <"$work/begun") times for $shards shards"
"$QUIZCTL" merge -o "$OUT/summary.json" "$OUT"/sum.[0-9][0-9]
compare

until ssh -F "$net/ssh_config" n1 true 2>/dev/null; do sleep .2; done
say "the same through pipes: blocks of the file to the nodes, summaries back"
on_nodes --pipepart -a "$work/all.jsonl" --block 20M \
    "$QUIZCTL grade --bank $BANK -o /dev/null --summary - - 2>/dev/null || [ \$? -eq 3 ]" |
    "$QUIZCTL" merge - | cmp - "$work/one" && say "summary: the bytes of one process"
