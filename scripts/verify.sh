#!/usr/bin/env bash
# Everything that must hold before work lands; .ci/run runs this too. The tests come last, so that their count closes the output.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() {
  echo "== $*"
  "$@"
}

step npm run --silent format:check
step npm run --silent lint
step npm run --silent typecheck
step npm run --silent build
step npm run --silent translations -w packages/wp-plugin -- --check
step npm run --silent translations -w packages/shopify-app -- --check
step npm run --silent contract -- --check
step npm run --silent connectors -- --check
step npm run --silent check:docs
step npm run --silent check:production
step npm run --silent audit
step npm test --silent
