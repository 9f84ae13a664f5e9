#!/bin/sh
# Makes the namespace in which films live. May run any number of times.
set -eu
temporal operator namespace describe -n default >/dev/null 2>&1 || temporal operator namespace create -n default --retention 72h
