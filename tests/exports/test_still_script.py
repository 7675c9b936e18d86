"""What is put into the script engine changes how fast it draws, never what it draws."""

from mirage.engine import MirageEngine

from tradedash.exports.still_script import PREPARE

PLAIN = "state = 7; Math.random = function () { state = (state * 48271) % 2147483647; return state / 2147483647; };"


def test_the_quick_searches_find_what_the_slow_ones_do():
    data = [
        {"type": "scatter", "x": [1, 2, 3], "y": [1, 3, 2], "mode": "lines+markers", "error_y": {"array": [1, 1, 1]}},
        {"type": "bar", "x": [1, 2, 3], "y": [1, 3, 2], "marker": {"pattern": {"shape": "/"}}},
    ]
    layout = {
        "annotations": [{"text": f"a<br>{number}", "x": number, "y": 1, "showarrow": False} for number in range(3)],
        "shapes": [{"type": "rect", "x0": number, "x1": number + 1, "y0": 0, "y1": 1} for number in range(3)],
        "legend": {"orientation": "h"},
        "title": {"text": "title"},
    }
    slow, quick = MirageEngine(), MirageEngine()
    slow.context.eval(f"var {PLAIN}")
    quick.context.eval(PREPARE)
    quick.context.eval("tradedashBegin(7, 60000)")

    assert quick.render_svg(data, layout, 500, 300) == slow.render_svg(data, layout, 500, 300)
