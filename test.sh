#!/usr/bin/env bash
# Does all that the tests need, runs everything, and ends with one line: N passed, N failed.
# Needs a .NET 10 SDK (global.json names the version) and nothing else that a fresh Debian or Ubuntu lacks.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# A slim image has no ICU, and the SDK does not start without it unless it is told to.
if ! ldconfig -p 2>/dev/null | grep -q libicuuc; then
    export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
fi

passed=0
failed=0
packages="$PWD/artifacts/packages"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

heading() { printf '\n== %s\n' "$*"; }

finish() {
    printf '\n%d passed, %d failed\n' "$passed" "$failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

# check NAME COMMAND...: one thing that must succeed; counts as a test.
check() {
    local name=$1
    shift
    if "$@" >"$scratch/check.log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$name"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n' "$name"
        tail -n 60 "$scratch/check.log"
        return 1
    fi
}

# suite PROJECT: the tests of one project; each counts.
suite() {
    local log="$scratch/suite.log" code summary
    dotnet test "$1" --configuration Release --no-build --logger "console;verbosity=minimal" 2>&1 | tee "$log"
    code=${PIPESTATUS[0]}
    summary=$(grep -E '(Passed|Failed)! +- Failed:' "$log" | tail -n 1)
    if [[ $summary =~ Failed:\ +([0-9]+),\ Passed:\ +([0-9]+) ]]; then
        failed=$((failed + BASH_REMATCH[1]))
        passed=$((passed + BASH_REMATCH[2]))
        [ "$code" -ne 0 ] && [ "${BASH_REMATCH[1]}" -eq 0 ] && failed=$((failed + 1))
    else
        failed=$((failed + 1))
    fi
    return 0
}

heading "SDK"
if ! command -v dotnet >/dev/null; then
    echo "The .NET 10 SDK is not installed. On Debian or Ubuntu: apt-get install dotnet-sdk-10.0"
    failed=1
    finish
fi
dotnet --version || { failed=1; finish; }

heading "Build, warnings as errors"
check "build" dotnet build Weir.slnx --configuration Release || finish

heading "Packages and tool"
rm -rf "$packages"
check "pack" dotnet pack Weir.slnx --configuration Release --no-build
check "tool install" dotnet tool install Weir.Cli --tool-path "$scratch/tool" --source "$packages"
check "tool runs" "$scratch/tool/weir" generate samples/contracts --out "$scratch/generated" --quorum local
check "tool judges what it generated" "$scratch/tool/weir" validate "$scratch/generated" --profile production
check "shipped templates are right" "$scratch/tool/weir" templates check

heading "Samples"
for sample in samples/[0-9]*.cs; do
    check "$sample" dotnet run "$sample"
done
# On copies: what they write is no part of the repository.
cp -r samples/workflows "$scratch/workflows"
check "samples/workflows are valid" "$scratch/tool/weir" check "$scratch"/workflows/*/*.weir.yaml
for sample in generate build-and-test thousand-files; do
    check "samples/workflows/$sample" "$scratch/tool/weir" run "$scratch/workflows/$sample/$sample.weir.yaml"
done
check "samples/workflows/approval" "$scratch/tool/weir" run "$scratch/workflows/approval/approval.weir.yaml" --answer sign-off=yes

heading "Tests"
export WEIR_PACKAGES="$packages"
for project in tests/*/*.csproj; do
    suite "$project"
done

finish
