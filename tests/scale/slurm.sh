#!/bin/bash
# slurm.sh PATH/quizctl [FOLDER]: a job array of 16 shards and a merge job that depends on
# it, on a cluster of two nodes; one node is cut off midway. As root, on Debian 12 with
# slurmctld slurmd slurm-client munge iproute2. It takes three to five minutes.
. "$(dirname "$0")/world.sh"
cluster=$work.slurm

cluster_up() {
    rm -rf "$cluster"
    mkdir -p "$cluster"/{state,spool.n1,spool.n2}
    sed "s|@DIR@|$cluster|" "$here/slurm.conf.in" >"$cluster/slurm.conf"
    printf 'CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n' >"$cluster/cgroup.conf"
    pgrep -x munged >/dev/null || {
        mkdir -p /run/munge
        chown munge:munge /run/munge
        su -s /bin/sh munge -c '/usr/sbin/munged --pid-file=/run/munge/quizctl.pid'
        touch "$cluster/munged" # it is ours to stop
    }
    "$here/nodes.sh" up "$cluster"
    "$here/nodes.sh" run "$cluster" ctl slurmctld -D -f "$cluster/slurm.conf"
    for node in n1 n2; do
        "$here/nodes.sh" run "$cluster" $node slurmd -D -N $node -f "$cluster/slurm.conf"
    done
    export SLURM_CONF=$cluster/slurm.conf
    for _ in $(seq 60); do
        [ "$(sinfo -h -o %D -t idle 2>/dev/null)" = 2 ] && break
        sleep .5
    done
    say "nodes: $(sinfo -h -o '%N %T')"
}

cluster_down() {
    "$here/nodes.sh" down "$cluster"
    [ ! -e "$cluster/munged" ] || kill "$(cat /run/munge/quizctl.pid)" || true
}

# Wait until no job is left, and tell when a node's state changes.
await_jobs() {
    local states last=
    while [ -n "$(squeue -h)" ]; do
        states=$(sinfo -h -N -o '%N %T' | sort -u | tr '\n' ' ')
        [ "$states" = "$last" ] || say "nodes: $states"
        last=$states
        if [ "$SECONDS" -gt "$up_at" ]; then
            up_at=1000000
            ip link set v1 up
            say "n1 is back on the network"
        fi
        [ $((SECONDS - begun)) -lt 900 ] || return 1
        sleep 1
    done
}

make_world
trap cluster_down EXIT
cluster_up

array=$(PAUSE=5 sbatch --parsable --array=0-$((shards - 1)) --output="$OUT/%a.log" "$here/grade.sbatch")
sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes \
    --output="$OUT/merge.log" "$here/merge.sbatch" >/dev/null
say "array $array of $shards shards, and a merge job that waits for it"
sleep 8
say "at work: $(squeue -h -t R -o '%i on %N' | tr '\n' ' ')"
ip link set v1 down
up_at=$((SECONDS + 75))
say "n1 is cut off"
await_jobs
say "all jobs have ended"
cat "$OUT"/[0-9]*.log "$OUT/merge.log" | grep -E '^(part|merged)' | sed 's/^/         /'
compare
