"""How a function becomes a scenario."""

from dataclasses import dataclass
from typing import Callable

SCENARIOS = {}


@dataclass(frozen=True)
class Scenario:
    name: str
    setup: str
    summary: str
    play: Callable


def scenario(setup="standard"):
    """Registers a function of (lab, folder) under its own name, in kebab case; its docstring says what it does."""

    def register(function):
        name = function.__name__.replace("_", "-")
        SCENARIOS[name] = Scenario(name, setup, " ".join(function.__doc__.split()), function)
        return function

    return register
