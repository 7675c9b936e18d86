"""What one writes in an afternoon: a frame from SQLite in each callback, a Plotly figure, a download, a form."""

import os
import sqlite3
from contextlib import closing
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from dash import Dash, Input, Output, State, dcc, html

STORE = os.environ["BENCH_STORE"]


def read(sql: str, values: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the rows of a statement."""
    with closing(sqlite3.connect(STORE, timeout=60)) as conn:
        return pd.read_sql_query(sql, conn, params=values)


app = Dash("plain")
server = app.server
app.layout = html.Div(
    [
        dcc.Input(id="indicator", value=os.environ.get("BENCH_INDICATOR")),
        dcc.Input(id="pair", value=os.environ.get("BENCH_PAIR")),
        dcc.Graph(id="chart"),
        html.Button("CSV", id="csv"),
        dcc.Download(id="file"),
        dcc.Input(id="value", type="number"),
        html.Button("Add", id="add"),
        html.Div(id="added"),
    ]
)


@app.callback(Output("chart", "figure"), Input("indicator", "value"), Input("pair", "value"))
def draw(indicator: str, pair: str) -> go.Figure:
    """Draw a series."""
    rows = read(
        "SELECT period_start, obs_digits, obs_scale, unit_mult, qualifiers FROM figure"
        " WHERE pair = ? AND indicator = ? AND status = 'published' ORDER BY period_start",
        (pair, indicator),
    )
    rows["value"] = rows.obs_digits * 10.0 ** (rows.unit_mult - rows.obs_scale)
    figure = go.Figure(layout={"title": f"{indicator} {pair}"})
    for qualifiers, group in rows.groupby("qualifiers"):
        figure.add_scatter(x=group.period_start, y=group.value, name=qualifiers, mode="lines+markers")
    return figure


@app.callback(
    Output("file", "data"),
    Input("csv", "n_clicks"),
    State("indicator", "value"),
    State("pair", "value"),
    prevent_initial_call=True,
)
def download(_: int, indicator: str, pair: str) -> Any:
    """Give the series as a file."""
    rows = read("SELECT * FROM figure WHERE pair = ? AND indicator = ? AND status = 'published'", (pair, indicator))
    return dcc.send_data_frame(rows.to_csv, "series.csv", index=False)


@app.callback(
    Output("added", "children"),
    Input("add", "n_clicks"),
    State("value", "value"),
    State("indicator", "value"),
    State("pair", "value"),
    prevent_initial_call=True,
)
def add(_: int, value: float, indicator: str, pair: str) -> str:
    """Store one figure, durably."""
    with closing(sqlite3.connect(STORE, timeout=60)) as conn, conn:
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute(
            "INSERT INTO plain_figure (indicator, pair, period, value) VALUES (?, ?, '2025', ?)",
            (indicator, pair, value),
        )
    return "added"
