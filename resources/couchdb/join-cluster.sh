#!/bin/bash
# Makes one cluster of the three nodes; run once. Doing it again changes nothing.
set -euo pipefail
first="http://$COUCHDB_USER:$COUCHDB_PASSWORD@couchdb1.cluster:5984"
post() { curl -sS -X POST -H 'content-type: application/json' "$first/_cluster_setup" -d "$1"; echo; }
for node in couchdb2.cluster couchdb3.cluster; do
  post "{\"action\":\"enable_cluster\",\"bind_address\":\"0.0.0.0\",\"username\":\"$COUCHDB_USER\",\"password\":\"$COUCHDB_PASSWORD\",\"port\":5984,\"node_count\":3,\"remote_node\":\"$node\",\"remote_current_user\":\"$COUCHDB_USER\",\"remote_current_password\":\"$COUCHDB_PASSWORD\"}"
  post "{\"action\":\"add_node\",\"host\":\"$node\",\"port\":5984,\"username\":\"$COUCHDB_USER\",\"password\":\"$COUCHDB_PASSWORD\"}"
done
# Makes _users, _replicator and _global_changes too.
post '{"action":"finish_cluster"}'
curl -fsS "$first/_membership"
