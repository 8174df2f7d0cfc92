import statistics
import time


def durees(action, *, fois):
    """Seconds of `fois` runs, after one that does not count."""
    action()
    mesures = []
    for _ in range(fois):
        depart = time.perf_counter()
        action()
        mesures.append(time.perf_counter() - depart)
    return mesures


def en_alternance(a, b, *, fois):
    """The runs of both sides in turn, so that a slow minute slows both."""
    a(), b()
    cote_a, cote_b = [], []
    for _ in range(fois):
        for action, mesures in ((a, cote_a), (b, cote_b)):
            depart = time.perf_counter()
            action()
            mesures.append(time.perf_counter() - depart)
    return cote_a, cote_b


def p95(mesures):
    return statistics.quantiles(mesures, n=20)[-1]


def mediane(mesures):
    return statistics.median(mesures)
