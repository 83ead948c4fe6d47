#!/usr/bin/env bash
# Mixed load with everything switched on and off at random, then a check that nothing was lost, doubled, mixed or leaked.
# Usage: eng/soak.sh [MINUTES [SEED]]; default 10 minutes and a seed of the clock. Prints one JSON document; exits 1 on a violation.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build bench/Weir.Soak --configuration Release --verbosity quiet >&2
exec dotnet bench/Weir.Soak/bin/Release/net10.0/Weir.Soak.dll "$@"
