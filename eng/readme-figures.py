#!/usr/bin/env python3
"""Writes the section "What the optimizations gain" of README.md anew, from bench/results/prove.json and prove.md.

Example: python3 eng/readme-figures.py
"""
import json
import pathlib
import re

root = pathlib.Path(__file__).resolve().parent.parent
proof = json.loads((root / "bench/results/prove.json").read_text())
tables = (root / "bench/results/prove.md").read_text()
readme = root / "README.md"


def percent(value):
    return f"{value:+.0f} %".replace("-", "\u2212")


def interval(of):
    return f"{of['confidence'][0]:+.1f} to {of['confidence'][1]:+.1f} %".replace("-", "\u2212")


def state(of):
    return "" if of["met"] else f", **{of['verdict']}**"


def row(metric):
    cells = next(line for line in tables.splitlines() if line.startswith(f"| {metric['name']} |")).split(" | ")
    return (f"| `{metric['name']}`: {metric['workload']} | {metric['off']} | {cells[3].strip()} | {cells[4].strip()} | {interval(metric)} | "
            f"{percent(metric['targetChange'])} | {'met' if metric['met'] else '**' + metric['verdict'] + '**'} |")


def line(start):
    return re.search(rf"^- {start}: (.*)$", tables, re.M).group(1)


names = [one["name"] for one in proof["layers"]]


def label(of):
    return of["name"] if names.count(of["name"]) == 1 else f"{of['name']} ({of['workload']})"


layers = ", ".join(f"{label(one)} {interval(one)} (target {percent(one['targetChange'])}{state(one)})" for one in proof["layers"])
missed = [f"{check['name']} ({layer['name']})" for layer in proof["layers"] for check in layer["checks"] if not check["met"]]
idle = [f"{layer['name']} on `{one['metric']}`" for layer in proof["layers"] for one in layer["idleCost"] if not one["met"]]
section = f"""## What the optimizations gain

```
dotnet run -c Release --project src/Weir.Cli -- prove --quick
```

`weir prove` measures that on your machine; with `-c Release` the tool is built once more. Here ({line('machine')}; {line('date')}; `weir prove`, control {proof['control']['change']:+.1f} %), as intervals of what is gained:

| metric | off is | off | on | gained | target | |
| --- | --- | ---: | ---: | ---: | ---: | --- |
{chr(10).join(row(metric) for metric in proof['metrics'])}

On the workloads that they are for the layers gained: {layers}. Checks that are not met: {'; '.join(missed) or 'none'}. Idle costs that are not met: {'; '.join(idle) or 'none'}. [All of it](bench/results/prove.md), also as a [page with pictures](bench/results/prove.html); [what is measured, and how](docs/proving.md).

"""
text = readme.read_text()
begin = text.index("## What the optimizations gain")
end = text.index("\n## ", begin) + 1
readme.write_text(text[:begin] + section + text[end:])
