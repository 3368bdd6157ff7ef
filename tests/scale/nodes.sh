#!/bin/bash
# nodes.sh up|down DIR: two machines on this one, n1 and n2, a network namespace each, on
# one bridge; what runs on them has a host name of its own. As root, on Debian 12.
#
# `run NODE COMMAND...` starts a daemon on a node, in a process group of its own, and
# notes the group in DIR/groups; `down` ends those groups and nothing else.
set -euo pipefail

up() {
    mkdir -p "$dir"
    : >"$dir/groups"
    ip link add qbr0 type bridge
    ip addr add 10.77.0.1/24 dev qbr0
    ip link set qbr0 up
    for i in 1 2; do
        ip netns add "n$i"
        ip link add "v$i" type veth peer name e0 netns "n$i"
        ip link set "v$i" master qbr0 up
        ip -n "n$i" addr add "10.77.0.1$i/24" dev e0
        ip -n "n$i" link set e0 up
        ip -n "n$i" link set lo up
    done
}

# nsenter and not `ip netns exec`: that mounts a /sys of its own, where slurmd looks for
# control groups in vain.
run() {
    local node=$1 enter=()
    shift
    [ "$node" = ctl ] || enter=(nsenter "--net=/run/netns/$node")
    # shellcheck disable=SC2016 # the inner shell expands
    setsid "${enter[@]}" unshare --uts sh -c 'hostname "$0"; exec "$@"' "$node" "$@" \
        >"$dir/$node.out" 2>&1 </dev/null &
    echo $! >>"$dir/groups"
}

down() {
    [ ! -s "$dir/groups" ] || while read -r group; do
        kill -TERM -- "-$group" 2>/dev/null || true
    done <"$dir/groups"
    rm -f "$dir/groups"
    sleep 1
    for i in 1 2; do
        ip netns del "n$i" || true
        ip link del "v$i" || true
    done 2>/dev/null
    ip link del qbr0 2>/dev/null || true
}

dir=$(realpath -m "${2:?nodes.sh up|down|run DIR ...}")
case $1 in
up | down) "$1" ;;
run)
    shift 2
    run "$@"
    ;;
esac
