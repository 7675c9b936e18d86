"""How much is kept, and which goes first."""

import threading

from tradedash.web.keeping import Answer, Kept, States


def answer(state: tuple[object, ...] = (1,), size: int = 8_000) -> Answer:
    return Answer(state, "/x", [], [], "", b"x" * size)


def test_an_answer_of_another_state_is_none():
    kept = Kept(100_000)
    kept.put(("/a", "", ""), answer((1,)))
    assert kept.get(("/a", "", ""), (1,)) is not None
    assert kept.get(("/a", "", ""), (2,)) is None
    assert kept.get(("/a", "", "br", "en"), (1,)) is None


def test_the_answer_that_was_not_asked_for_the_longest_goes_when_memory_is_full():
    kept = Kept(30_000)  # three of 8,000 bytes and what each costs besides
    for name in "abc":
        kept.put((name, "", ""), answer())
    kept.get(("a", "", ""), (1,))
    kept.put(("d", "", ""), answer())
    assert [name for name in "abcd" if kept.get((name, "", ""), (1,))] == ["a", "c", "d"]
    assert kept.size == 30_000


def test_a_newer_answer_takes_the_place_of_the_older_one():
    kept = Kept(100_000)
    for number in range(50):
        kept.put(("/a", "", ""), answer((number,)))
    assert kept.size == 10_000
    assert kept.get(("/a", "", ""), (49,)) is not None


def test_the_state_is_the_same_in_all_threads_and_another_after_a_write(store, publish):
    states = States(store)
    found: list[object] = []

    def look() -> None:
        found.append(states.now())

    for _ in range(2):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    look()
    assert found[0] is not None
    assert found[0] == found[1] == found[2]
    publish(value="4.1")
    look()
    assert found[3] != found[2]
