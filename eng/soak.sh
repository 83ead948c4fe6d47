#!/usr/bin/env bash
# Runs everything at once for a while, with layers that are switched on and off meanwhile, and checks at the end that every run ended once and right,
# that nothing is left, and that memory has not grown. Exit code 1: something is wrong. No part of ./test.sh.
#   eng/soak.sh [MINUTES] [SEED]      default: 10 minutes, a seed of the moment
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec dotnet run --configuration Release --project bench/Weir.Soak -- "$@"
