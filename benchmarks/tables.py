"""Measurements as JSON and as Markdown: median (min–max), and the ratio to plain Dash and to the raw floor."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median
from typing import Any, TypeAlias

#: Task, system, figures of one run.
Measured: TypeAlias = tuple[str, str, dict[str, float]]
Summary: TypeAlias = dict[str, dict[str, dict[str, dict[str, float]]]]


def summary(measured: Iterable[Measured]) -> Summary:
    """Return median, least and most of each figure by task and system."""
    found: dict[str, dict[str, dict[str, list[float]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for task, system, figures in measured:
        for name, value in figures.items():
            found[task][system][name].append(value)
    return {
        task: {
            system: {
                name: {"median": median(values), "min": min(values), "max": max(values), "runs": len(values)}
                for name, values in figures.items()
            }
            for system, figures in systems.items()
        }
        for task, systems in found.items()
    }


def markdown(tasks: Summary, about: dict[str, Any]) -> str:
    """Return a table for each task; the ratios are those of its first figure."""
    lines = ["# Benchmarks", "", *(f"- {name}: {value}" for name, value in about.items())]
    for task, systems in tasks.items():
        names = list(next(iter(systems.values())))
        heads = ["system", *names, f"{names[0]} × plain Dash", "× raw"]
        lines += ["", f"## {task}", "", _line(heads), _line(["---"] * len(heads))]
        for system, figures in systems.items():
            ratios = [_ratio(figures, systems.get(other), names[0]) for other in ("plain_dash", "raw")]
            lines.append(_line([system, *(_cell(figures[name]) for name in names), *ratios]))
    return "\n".join([*lines, ""])


def _ratio(figures: dict[str, dict[str, float]], other: dict[str, dict[str, float]] | None, name: str) -> str:
    if other is None or not other[name]["median"]:
        return "–"
    return _number(figures[name]["median"] / other[name]["median"])


def _cell(found: dict[str, float]) -> str:
    if found["min"] == found["max"]:
        return _number(found["median"])
    return f"{_number(found['median'])} ({_number(found['min'])}–{_number(found['max'])})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
