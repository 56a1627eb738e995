"""Day D1 of the pacing benchmark in SimPy: prints the seconds and the processor seconds that each day took, then abandonment and utilization.

50 agents, 55 lines read every second, 38 % answered, patience 2 s, 8 hours; all times lognormal.
Usage: dialer_simpy.py [days] [seed]
"""
import math
import random
import sys
import time

import simpy

AGENTS, LINES, ANSWER_RATE, PATIENCE, TICK, DAY = 50, 55, 0.38, 2.0, 1.0, 8 * 3600.0


def lognormal(stream, mean, cv):
    variance = math.log(1 + cv * cv)
    mu, sigma = math.log(mean) - variance / 2, math.sqrt(variance)
    return lambda: math.exp(stream.gauss(mu, sigma))


def simulate(seed):
    stream = random.Random(seed)
    ring_answered, ring_unanswered = lognormal(stream, 8, 0.5), lognormal(stream, 15, 0.3)
    talk, wrap = lognormal(stream, 145, 1), lognormal(stream, 20, 1)
    env = simpy.Environment()
    agents = simpy.Resource(env, AGENTS)
    seen = {"lines": 0, "answered": 0, "abandoned": 0, "busy": 0.0}

    def line():
        if stream.random() < ANSWER_RATE:
            yield env.timeout(ring_answered())
            seen["answered"] += 1
            place = agents.request()
            if not place.triggered:
                yield place | env.timeout(PATIENCE)
            if place.triggered:
                begin = env.now
                yield env.timeout(talk())
                yield env.timeout(wrap())
                agents.release(place)
                seen["busy"] += env.now - begin
            else:
                place.cancel()
                seen["abandoned"] += 1
        else:
            yield env.timeout(ring_unanswered())
        seen["lines"] -= 1

    def dialer():
        while True:
            while seen["lines"] < LINES:
                seen["lines"] += 1
                env.process(line())
            yield env.timeout(TICK)

    env.process(dialer())
    env.run(until=DAY)
    return seen


def main():
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    answered = abandoned = busy = 0
    for day in range(days):
        begin, begin_processor = time.perf_counter(), time.process_time()
        seen = simulate(seed + day)
        print(f"day {time.perf_counter() - begin:.6f} {time.process_time() - begin_processor:.6f}")
        answered += seen["answered"]
        abandoned += seen["abandoned"]
        busy += seen["busy"]
    print(f"version {getattr(simpy, '__version__', '?')}")
    print(f"abandonment {abandoned / answered:.6f}")
    print(f"utilization {busy / (days * DAY * AGENTS):.6f}")


main()
