"""Three rounds computed without the product: fractions for the official digits, the full normal equations for severities.

python3 rounds.py writes round-N.json (what is computed from) and round-N.expected.json (what must come out) beside itself.
Nothing here is shared with the engine but the rules: points of what is not applicable go to its siblings; n >= 5 drops one highest
and one lowest, 3 and 4 count plainly, fewer are not valid; two decimals, half away from zero, once per indicator and once for the total.
"""

import json
import os
from fractions import Fraction as F

HERE = os.path.dirname(os.path.abspath(__file__))
GRADES = [("excellent", 90, "优秀", "Excellent"), ("good", 80, "良好", "Good"), ("qualified", 60, "合格", "Qualified"),
          ("unqualified", 0, "不合格", "Not qualified")]


def away(x, places=2):
    """Half away from zero."""
    scaled = abs(x) * 10**places
    whole = scaled.numerator // scaled.denominator
    whole += 1 if scaled - whole >= F(1, 2) else 0
    return (whole if x >= 0 else -whole) / F(10**places)


def frame(weights, nodes, fewest_zones=3):
    return {
        "schema": "regionnet-framework/1", "weights": weights, "bonusCap": 5, "deductionCap": 10,
        "panel": {"dropFrom": 5, "fewestMarks": 3, "spreadLimit": 20, "fewestZones": fewest_zones},
        "vetoes": [{"code": "V1", "zh": "否决", "en": "Veto"}],
        "grades": [{"code": c, "min": m, "zh": z, "en": e} for c, m, z, e in GRADES], "nodes": nodes,
    }


def group(code, weight, *children):
    return {"code": code, "zh": code, "en": code, "weight": weight, "children": list(children)}


def leaf(code, weight, method, **more):
    return {"code": code, "zh": code, "en": code, "weight": weight, "method": method, "unit": "-", "evidence": "-", **more}


def filed(code, value=None, na=False):
    return {"indicator": code, "value": value, "notApplicable": na, "evidence": []}


def panel(marks):
    """{evaluator: {indicator: mark}}"""
    return [{"evaluator": e, "marks": [{"indicator": i, "mark": m} for i, m in ms.items()]} for e, ms in marks.items()]


def zone(code, filings, marks, adjustments=(), vetoes=()):
    return {
        "zone": code, "zh": code, "en": code, "filings": filings, "panel": panel(marks),
        "adjustments": [{"kind": k, "points": p, "reason": "-"} for k, p in adjustments],
        "vetoes": [{"code": v, "fact": "-"} for v in vetoes],
    }


def dec(x):
    return F(str(x))


def leaves(nodes):
    for n in nodes:
        if "children" in n:
            yield from leaves(n["children"])
        else:
            yield n


def shares(nodes, none, whole=F(100)):
    """Points of each applicable leaf."""
    live = [n for n in nodes if any(l["code"] not in none for l in leaves([n]))]
    total = sum(dec(n["weight"]) for n in live)
    out = {}
    for n in live:
        part = whole * dec(n["weight"]) / total
        out.update(shares(n["children"], none, part) if "children" in n else {n["code"]: part})
    return out


def earned(framework, l, value):
    full = dec(l["weight"]) if framework["weights"] == "points" else F(100)
    if l["method"] == "linear":
        part = (dec(value) - dec(l["floor"])) / (dec(l["target"]) - dec(l["floor"]))
        return min(max(part, F(0)), F(1))
    if l["method"] == "step":
        reached = [dec(s["points"]) for s in l["steps"] if dec(s["from"]) <= dec(value)]
        return (reached[-1] if reached else F(0)) / full
    return max(F(0), full - max(F(0), dec(value)) * dec(l["deductPerEvent"])) / full


def solve(matrix, right):
    """Gauss in fractions or floats."""
    n = len(matrix)
    rows = [list(r) + [b] for r, b in zip(matrix, right)]
    for c in range(n):
        p = max(range(c, n), key=lambda r: abs(rows[r][c]))
        rows[c], rows[p] = rows[p], rows[c]
        for r in range(n):
            if r != c and rows[r][c] != 0:
                f = rows[r][c] / rows[c][c]
                rows[r] = [a - f * b for a, b in zip(rows[r], rows[c])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def severities(obs, weight):
    """Zones and evaluators together, and a Lagrange row: severities of all pairs sum to 0."""
    zs = sorted({z for z, _ in obs})
    es = sorted({e for _, e in obs})
    n = len(zs) + len(es) + 1
    m = [[F(0)] * n for _ in range(n)]
    b = [F(0)] * n
    for (z, e), y in obs.items():
        i, j, w = zs.index(z), len(zs) + es.index(e), weight[z, e]
        m[i][i] += w
        m[j][j] += w
        m[i][j] += w
        m[j][i] += w
        b[i] += w * y
        b[j] += w * y
        m[j][n - 1] += 1
        m[n - 1][j] += 1
    x = solve(m, b)
    worth = dict(zip(zs, x))
    severity = dict(zip(es, x[len(zs):]))
    rest = {(z, e): y - worth[z] - severity[e] for (z, e), y in obs.items()}
    return severity, rest


def robust(obs):
    obs = {k: float(v) for k, v in obs.items()}
    weight = {k: 1.0 for k in obs}
    severity, rest = severities(obs, weight)
    for _ in range(50):
        sizes = sorted(abs(r) for r in rest.values())
        h = len(sizes) // 2
        scale = 1.4826 * (sizes[h] if len(sizes) % 2 else (sizes[h - 1] + sizes[h]) / 2)
        if scale < 1e-9:
            break
        weight = {k: min(1.0, 1.345 * scale / max(abs(r), 1e-12)) for k, r in rest.items()}
        before = severity
        severity, rest = severities(obs, weight)
        if max(abs(severity[e] - before[e]) for e in severity) < 1e-9:
            break
    return severity, weight


def compute(framework, zones, methods):
    ls = list(leaves(framework["nodes"]))
    points = {z["zone"]: shares(framework["nodes"], {f["indicator"] for f in z["filings"] if f["notApplicable"]}) for z in zones}
    marks = {(z["zone"], p["evaluator"]): {m["indicator"]: dec(m["mark"]) for m in p["marks"]} for z in zones for p in z["panel"]}
    whole = {}
    for (z, e), ms in marks.items():
        mine = [l["code"] for l in ls if l["method"] == "expert_panel" and l["code"] in points[z]]
        if mine and all(c in ms for c in mine):
            whole[z, e] = sum(points[z][c] * ms[c] for c in mine) / sum(points[z][c] for c in mine)
    correct = {"raw": None, "trimmed": None}
    stats = {}
    if "additive" in methods:
        s, _ = severities(whole, {k: F(1) for k in whole})
        stats["severity"] = {e: away(v, 4) for e, v in s.items()}
        correct["additive"] = {k: (-away(s[k[1]], 4), F(1), F(1)) for k in marks}
        s, w = robust(whole)
        stats["robust"] = {e: away(F(v), 4) for e, v in s.items()}
        correct["robust"] = {k: (-away(F(s[k[1]]), 4), F(1), away(F(w[k]), 4)) for k in marks}
        es = sorted({e for _, e in whole})
        own = {e: [y for k, y in whole.items() if k[1] == e] for e in es}
        mean = {e: sum(ys) / len(ys) for e, ys in own.items()}
        var = {e: sum((y - mean[e]) ** 2 for y in ys) / (len(ys) - 1) for e, ys in own.items()}
        common = float(sum(var.values()) / len(es)) ** 0.5
        level = sum(whole.values()) / len(whole)
        scale = {e: away(F(common / float(var[e]) ** 0.5), 4) for e in es}
        correct["z-score"] = {k: (away(level - mean[k[1]] * scale[k[1]], 4), scale[k[1]], F(1)) for k in marks}
    out = []
    for z in zones:
        row = {"zone": z["zone"], "totals": {}, "scores": {}}
        values = {f["indicator"]: f["value"] for f in z["filings"]}
        for method in methods:
            total = F(0)
            for l in ls:
                score = F(0)
                p = points[z["zone"]].get(l["code"])
                if p is not None and l["method"] == "expert_panel":
                    got = [(marks[z["zone"], q["evaluator"]][l["code"]], (z["zone"], q["evaluator"])) for q in z["panel"]
                           if l["code"] in marks[z["zone"], q["evaluator"]]]
                    if len(got) >= 3:
                        if method in ("raw", "trimmed"):
                            only = sorted(m for m, _ in got)
                            only = only[1:-1] if method == "trimmed" and len(only) >= 5 else only
                            value = sum(only) / len(only)
                        else:
                            c = correct[method]
                            value = sum(c[k][2] * (c[k][0] + c[k][1] * m) for m, k in got) / sum(c[k][2] for _, k in got)
                        score = away(p * min(max(value, F(0)), F(100)) / 100)
                elif p is not None and values.get(l["code"]) is not None:
                    score = away(p * earned(framework, l, values[l["code"]]))
                if method == "trimmed":
                    row["scores"][l["code"]] = score
                total += score
            bonus = min(F(framework["bonusCap"]), sum((dec(a["points"]) for a in z["adjustments"] if a["kind"] == "bonus"), F(0)))
            minus = min(F(framework["deductionCap"]), sum((dec(a["points"]) for a in z["adjustments"] if a["kind"] == "deduction"), F(0)))
            row["totals"][method] = min(max(away(total + bonus - minus), F(0)), F(100))
        official = row["totals"]["trimmed"]
        row["grade"] = "unqualified" if z["vetoes"] else next(c for c, m, _, _ in GRADES if official >= m)
        out.append(row)
    return out, stats


def write(number, framework, zones, methods, rule="trimmed"):
    text = {"schema": "regionnet-round-input/1", "round": f"2026-paper-{number}", "framework": framework, "frameworkHash": "",
            "rule": rule, "resamples": 0, "weightSpread": 0.2, "seed": 1, "zones": zones}
    rows, stats = compute(framework, zones, methods)
    for row in rows:
        row["scores"] = {k: float(v) for k, v in row["scores"].items()}
        row["totals"] = {k: float(v) for k, v in row["totals"].items()}
    expected = {"zones": rows, **{k: {e: float(v) for e, v in s.items()} for k, s in stats.items()}}
    for name, content in ((f"round-{number}.json", text), (f"round-{number}.expected.json", expected)):
        with open(os.path.join(HERE, name), "w", encoding="utf-8") as f:
            json.dump(content, f, ensure_ascii=False, indent=1)
            f.write("\n")


# 1: numbers that lie at x.xx5. 4 x 13/32 = 1.625 (a banker would say 1.62), 2 x 201/400 = 1.005 (binary says 1.00), 5 x 80.1/100 =
# 4.005; a deduction of 0.125 must not be rounded by itself; a floor below zero; less is better.
one = frame("points", [
    group("A", 11, leaf("A1", 4, "linear", floor=0, target=32), leaf("A2", 2, "linear", floor=0, target=400), leaf("A3", 5, "expert_panel")),
    group("B", 49, leaf("B1", 5, "linear", floor=30, target=14), leaf("B2", 4, "deduct", deductPerEvent=1.25),
          leaf("B3", 3, "step", steps=[{"from": 0, "points": 0}, {"from": 1, "points": 2}, {"from": 2.5, "points": 3}]),
          leaf("B4", 37, "linear", floor=-5, target=5)),
    leaf("C", 40, "expert_panel"),
])
write(1, one, [
    zone("110000", [filed("A1", 13), filed("A2", 201), filed("B1", 21.5), filed("B2", 3), filed("B3", 2.4999), filed("B4", -2.5)],
         {"E1": {"A3": 79.1, "C": 90}, "E2": {"A3": 80.1, "C": 91.01}, "E3": {"A3": 81.1, "C": 92.03}}, [("deduction", 0.125)]),
    zone("120000", [filed("A1", 12.9999), filed("A2", 200.9999), filed("B1", 13), filed("B2", 4), filed("B3", 2.5), filed("B4", 9)],
         {"E1": {"A3": 100, "C": 60.5}, "E2": {"A3": 80.05, "C": 88}, "E3": {"A3": 80.1, "C": 88.01}, "E4": {"A3": 80.15, "C": 99.99},
          "E5": {"A3": 0, "C": 88.02}}, [("bonus", 0.005)]),
    zone("130000", [filed("A1", 33), filed("A2", 1000000), filed("B1", 30), filed("B2", 0), filed("B3", -1), filed("B4", -5.0001)],
         {"E1": {"A3": 33.33, "C": 33.33}, "E2": {"A3": 66.67, "C": 66.67}, "E3": {"A3": 50.01, "C": 0}, "E4": {"A3": 0.01, "C": 100}},
         [("bonus", 0.375), ("deduction", 0.25)]),
], ["trimmed", "raw"])

# 2: percent, three levels; what is not applicable, missing, marked by two only; caps, the clamp at both ends, a veto.
two = frame("percent", [
    group("A", 33.33, group("A1", 60, leaf("A1a", 33.34, "linear", floor=0, target=7), leaf("A1b", 33.33, "step", steps=[
        {"from": 1, "points": 37.5}, {"from": 3, "points": 100}]), leaf("A1c", 33.33, "deduct", deductPerEvent=12.5)),
          leaf("A2", 40, "expert_panel")),
    group("B", 66.67, leaf("B1", 70, "expert_panel"), leaf("B2", 30, "linear", floor=100, target=0)),
])
full = {"A2": 100, "B1": 100}
write(2, two, [
    zone("210000", [filed("A1a", 5), filed("A1b", na=True), filed("A1c", 3), filed("B2", 33.3333)],
         {f"E{i}": {"A2": m, "B1": n} for i, (m, n) in enumerate([(71.5, 64.25), (88, 92.75), (90.5, 70)], 1)}),
    zone("220000", [filed("A1a", na=True), filed("A1b", na=True), filed("A1c", na=True), filed("B2", 100)],
         {f"E{i}": {"A2": m, "B1": n} for i, (m, n) in enumerate([(95, 91), (93.3, 90.09), (94.2, 91.1), (20, 12)], 1)},
         [("bonus", 3), ("bonus", 4.5)]),
    zone("230000", [filed("A1a", 7), filed("A1b", 3), filed("A1c", 0), filed("B2", 0)], {f"E{i}": full for i in range(1, 6)},
         [("bonus", 4.999)], ["V1"]),
    zone("240000", [filed("A1c", 8), filed("B2", na=True)], {"E1": {"A2": 10, "B1": 3}, "E2": {"A2": 20, "B1": 3}},
         [("deduction", 7), ("deduction", 8.755)]),
    zone("250000", [filed("A1a", 3.5), filed("A1b", 2), filed("A1c", 1)],
         {f"E{i}": {"A2": m, "B1": n} for i, (m, n) in enumerate([(60, 85.55), (70, 85.56), (80, 85.55), (81, 85.57), (82.01, 0)], 1)},
         [("deduction", 0.005)]),
], ["trimmed", "raw"])

# 3: a linked panel of six evaluators, of whom each zone has four; E6 is strict, one mark is wild.
three = frame("points", [group("A", 40, leaf("A1", 15, "expert_panel"), leaf("A2", 25, "expert_panel")),
                         group("B", 60, leaf("B1", 35, "expert_panel"), leaf("B2", 25, "linear", floor=0, target=3))])
base = [71.25, 84.5, 66, 90.75, 78.5, 73, 88.25, 61.5, 80]
lean = {"E1": 2.25, "E2": -1.5, "E3": 0.75, "E4": 4, "E5": 1, "E6": -9.5}
zones = []
for i, b in enumerate(base):
    marks = {}
    for k in range(4):
        e = f"E{(i + k * (1 + i % 2)) % 6 + 1}"
        if e in marks:
            e = f"E{(i + k + 2) % 6 + 1}"
        marks[e] = {c: round(min(100, max(0, b + lean[e] + ((7 * i + 5 * j + 3 * k) % 11 - 5) * 0.83)), 2) for j, c in enumerate(["A1", "A2", "B1"])}
    if i == 4:
        wild = sorted(marks)[0]
        marks[wild]["B1"] = 21.37
    zones.append(zone(f"3{i}0000", [filed("B2", i % 4 * 0.7)], marks))
write(3, three, zones, ["trimmed", "raw", "z-score", "additive", "robust"], "additive")
