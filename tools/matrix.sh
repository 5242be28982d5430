#!/usr/bin/env bash
# Build the wheel and sdist, check them, and run the demo and the tests against the installed wheel: each Python with the
# newest dependencies, the first one with the lowest that pyproject.toml allows too. Needs uv, twine, check-wheel-contents.
#
#     tools/matrix.sh python3.11 python3.12 python3.13 python3.14
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- python3.11 python3.12 python3.13 python3.14
tests=("tests" --ignore=tests/quality --ignore=tests/integration -q -o addopts=--strict-markers -p no:cacheprovider)

uv build -q --out-dir "$work/dist" .
twine check --strict "$work"/dist/*
check-wheel-contents "$work"/dist/*.whl
wheel=$(echo "$work"/dist/*.whl)

try() { # name, interpreter, how dependencies are chosen
    uv venv -q --python "$2" "$work/$1"
    uv pip install -q --python "$work/$1/bin/python" --resolution "$3" \
        "$wheel" "hatchling>=1.27" "hypothesis>=6.100" "pytest>=8.2" "pytest-xdist>=3.6" "setuptools>=69" "sybil>=8"
    (cd "$work" && "$work/$1/bin/bilingual-pub" demo "$work/$1-demo" >/dev/null && test -s "$work/$1-demo/public/index.html")
    if "$work/$1/bin/python" -m pytest -n "${JOBS:-2}" "${tests[@]}" >"$work/$1.log" 2>&1; then
        echo "ok      $1: $(tail -1 "$work/$1.log")"
    else
        echo "failed  $1: $(tail -1 "$work/$1.log")"
        grep -E "^(FAILED|ERROR)" "$work/$1.log" || tail -20 "$work/$1.log"
        failed=1
    fi
}

failed=0
for python in "$@"; do
    if "$python" -c "" 2>/dev/null; then
        [ "$python" != "$1" ] || try "lowest" "$python" lowest-direct
        try "$("$python" -c 'import platform; print(platform.python_version())')" "$python" highest
    else
        echo "missing $python"
    fi
done
exit "$failed"
