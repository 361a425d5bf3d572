#!/usr/bin/env python3
"""Evaluates targets with graphite-web itself and writes what comes out, for RenderGoldenTests.

    python3 -m venv venv && venv/bin/pip install graphite-web==1.1.10
    venv/bin/python golden.py ../resources/render/golden.json

Series are made here, in a few lines that the file repeats as values, so that the test needs neither
this script nor graphite-web. A target that graphite-web refuses is left out, with a word about it.
"""
import json
import math
import os
import sys
from datetime import datetime, timezone

os.environ["DJANGO_SETTINGS_MODULE"] = "graphite.settings"
# graphite.settings would read local settings and keep logs in folders of its own.
import tempfile
import types

local = types.ModuleType("golden_settings")
folder = tempfile.mkdtemp()
local.SECRET_KEY = "golden"
local.LOG_DIR = local.STORAGE_DIR = local.WHISPER_DIR = folder
local.TIME_ZONE = "UTC"
sys.modules["golden_settings"] = local
os.environ["GRAPHITE_SETTINGS_MODULE"] = "golden_settings"
import django

django.setup()
import pytz
from graphite.render import evaluator
from graphite.render.attime import parseATTime, parseTimeOffset
from graphite.render.datalib import TimeSeries
from graphite.render.views import renderViewJson

FROM = 1795600000
UNTIL = FROM + 1200
STEPS = {"slow": 60}


def value(path, time):
    """Deterministic, with gaps, a counter that begins again, and negative numbers."""
    seed = sum(ord(c) * (i + 1) for i, c in enumerate(path))
    n = time // 10
    if path.endswith("total"):
        return float((n * (3 + seed % 5)) % 997)
    if (n + seed) % 17 == 0 or (path.endswith("idle") and 40 <= n % 120 < 46):
        return None
    if path.endswith("bytes"):
        return float((n * (3 + seed % 5)) % 997)
    return round(50 * math.sin((n + seed) / 7.0) + seed % 13 + (n % 10) / 4.0, 4)


PATHS = [
    "web1.cpu.user", "web1.cpu.idle", "web2.cpu.user", "web2.cpu.idle", "web10.cpu.user",
    "web1.net.bytes", "web2.net.bytes", "counter.total", "slow.disk.used", "slow.disk.free",
]


def expand(pattern):
    import re

    regex = re.escape(pattern).replace(r"\*", "[^.]*").replace(r"\?", "[^.]")
    regex = re.sub(r"\\\{(.*?)\\\}", lambda m: "(" + m.group(1).replace(",", "|") + ")", regex)
    return [p for p in sorted(PATHS) if re.fullmatch(regex, p)]


def fetch(context, pattern):
    start = int(context["startTime"].timestamp())
    end = int(context["endTime"].timestamp())
    result = []
    for path in expand(pattern):
        step = STEPS.get(path.split(".")[0], 10)
        first = start - start % step + step
        last = end - end % step + step
        series = TimeSeries(path, first, last, step, [value(path, t) for t in range(first, last, step)])
        series.pathExpression = pattern
        result.append(series)
    return result


evaluator.fetchData = fetch
evaluator.prefetchData = lambda context, expressions: None

CPU = "web*.cpu.user"
IDLE = "web*.cpu.idle"
NET = "web*.net.bytes"
TARGETS = [
    CPU, "web{1,2}.cpu.*", "web?.cpu.idle",
    *[f"{f}({CPU})" for f in (
        "sum", "sumSeries", "avg", "averageSeries", "minSeries", "maxSeries", "diffSeries",
        "multiplySeries", "rangeOfSeries", "stddevSeries", "countSeries", "absolute", "derivative",
        "integral", "nonNegativeDerivative", "perSecond", "keepLastValue", "transformNull", "aliasByMetric",
        "sortByName", "sortByMaxima", "sortByMinima", "sortByTotal", "cumulative", "group")],
    f"sumSeries({CPU},{IDLE})", f"averageSeries({CPU},slow.disk.used)", f"sumSeries(web1.cpu.idle,slow.disk.*)",
    f"diffSeries(web1.net.bytes,{CPU})",
    f"divideSeries({CPU},web1.cpu.idle)", f"divideSeries({CPU},nothing.here)", "divideSeries(web1.cpu.user,slow.disk.used)",
    *[f'{f}({CPU},{w})' for f in ("movingAverage", "movingMedian", "movingMax", "movingMin") for w in ("5", '"1min"', '"90s"')],
    *[f'summarize({CPU},"{i}","{f}")' for i in ("1min", "5min", "45s") for f in
      ("sum", "avg", "max", "min", "last", "count", "median", "stddev", "range")],
    f'summarize({CPU},"1min")', f'summarize({CPU},"2min","sum",true)', f'summarize(slow.disk.used,"5min","max",false)',
    f'alias({CPU},"all of them")', f"aliasByNode({CPU},0)", f"aliasByNode({CPU},0,2)", f"aliasByNode({CPU},-1)",
    f"aliasByNode(scale({CPU},2),0)", r'aliasSub(%s,"^web(\d+)\.(.*)$","\2 of \1")' % CPU, f'aliasSub({CPU},"cpu","$cost")',
    f'groupByNode(web*.*.*,1,"sum")', f'groupByNode(web*.*.*,0,"averageSeries")', f'groupByNode(web*.*.*,0)',
    f'groupByNodes(web*.*.*,"max",0,1)', f'groupByNodes(web*.cpu.*,"countSeries",0)', 'groupByNode(web*.cpu.*,0,"range")',
    *[f"{f}({CPU},2)" for f in ("highestMax", "highestAverage", "highestCurrent", "lowestAverage", "lowestCurrent", "limit")],
    f'highest({CPU},2,"min")', f'lowest({CPU},1,"max")', f"highest({CPU})", f'sortBy({CPU},"max",true)', f'sortBy({CPU},"sum")',
    f"sortByName({CPU},true)", f"sortByName({CPU},true,true)",
    f'timeShift({CPU},"10min")', f'timeShift({CPU},"-5min")', f'timeShift({CPU},"+5min")', f'timeShift({CPU},"1h",false)',
    f'timeStack({CPU},"10min",0,3)',
    f"scale({CPU},0.001)", f"scale({CPU},1000000)", f"scale({CPU},-2.5)", f"scale({CPU},1e-7)", f"scaleToSeconds({CPU},60)", f"scaleToSeconds(slow.disk.used,1)",
    f"offset({CPU},10)", f"offset({CPU},-0.5)",
    f"transformNull({CPU},-1)", f"transformNull({CPU},5,web1.cpu.idle)", f"transformNull({CPU},default=7)",
    f"keepLastValue({IDLE},3)", f"keepLastValue({IDLE})", f"keepLastValue({IDLE},inf)",
    f"removeAboveValue({CPU},10)", f"removeBelowValue({CPU},0)", f"removeBelowValue({CPU},-12.5)",
    *[f"{f}({CPU},{n})" for f, n in (
        ("averageAbove", 5), ("averageBelow", 5), ("currentAbove", 0), ("currentBelow", 0), ("maximumAbove", 58),
        ("maximumBelow", 58), ("minimumAbove", -46), ("minimumBelow", -46))],
    f"percentileOfSeries({CPU},50)", f"percentileOfSeries({CPU},95,true)", f"percentileOfSeries({CPU},10)",
    f"nPercentile({CPU},95)", f"nPercentile({CPU},50)", f"nPercentile(slow.disk.used,12.5)",
    f"asPercent({NET})", f"asPercent({NET},1000)", f"asPercent({NET},12.5)", f"asPercent({NET},sumSeries({NET}))",
    f"asPercent({NET},{NET})", f"asPercent(web*.*.*,None,0)", "asPercent(web1.cpu.user,web1.cpu.idle)",
    f"asPercent(web*.cpu.user,web*.*.*,0)",
    "constantLine(5)", "constantLine(5.25)", "constantLine(123456789)", "threshold(7)", 'threshold(7.5,"limit","red")',
    f"countSeries()", f"sumSeriesWithWildcards(web*.*.*,1)", f"averageSeriesWithWildcards(web*.*.*,0,2)",
    f'exclude({CPU},"web1")', f'grep({CPU},"web1\\\\.")', f'grep({CPU},"web[12]")',
    *[f'consolidateBy({CPU},"{f}")' for f in ("sum", "max", "min", "first", "last", "average")],
    f'hitcount({CPU},"1min")', f'hitcount({CPU},"5min",true)', f'hitcount(slow.disk.used,"90s")', f'hitcount({NET},"1h")',
    f"perSecond({NET})", "perSecond(counter.total)", "perSecond(counter.total,996)", "nonNegativeDerivative(counter.total,996)", "nonNegativeDerivative(counter.total,996,0)",
    "nonNegativeDerivative(counter.total,900,100)", "nonNegativeDerivative(counter.total,None,2)", f"derivative({IDLE})", f"integral({IDLE})",
    f"{CPU}|scale(2)|aliasByNode(0)", f"web1.cpu.user|movingAverage(3)|offset(1)", f'alias(sumSeries({CPU}),"a,b (c)")',
    f"scale(movingAverage(summarize({CPU},\"1min\",\"max\"),2),0.5)", f"sumSeries(scale({CPU},2),offset({IDLE},1))",
    f"nothing.here", f"sumSeries(nothing.here)", f"scale( {CPU} , 2 )",
    *[f'aggregate({CPU},"{f}")' for f in ("sum", "avg", "max", "median", "count", "stddevSeries", "last")], f'aggregate(web*.cpu.*,"sum",0.9)', f'aggregate({CPU},"sumSeries",1)', 'aggregate(nothing.here,"sum")',
    *[f'movingSum({CPU},{w})' for w in ("5", '"1min"')], *[f'movingWindow({CPU},{a})' for a in ("5", '"1min"', '5,"max"', '"90s","median"', '4,"avg_zero"', '3,"rangeOf"', '6,"count"', '6,"sum",0.5')],
    *[f"{f}({IDLE},8,xFilesFactor=0.9)" for f in ("movingAverage", "movingSum", "movingMedian", "movingMin", "movingMax")], f'movingWindow(slow.disk.used,3,"sum")',
    *[f'exponentialMovingAverage({a})' for a in (f"{CPU},5", f'{CPU},"1min"', f"{IDLE},10", "slow.disk.used,3", f'{CPU},"90s"')], f"sumSeries(exponentialMovingAverage({CPU},3))",
    f"removeEmptySeries({CPU})", f"removeEmptySeries({IDLE},0.9)", f"removeEmptySeries({IDLE},1)", f"removeEmptySeries(removeAboveValue({CPU},-100))",
    f"interpolate({IDLE})", f"interpolate({IDLE},3)", f"interpolate({CPU},0)", f"interpolate(removeBelowValue({CPU},5),2)", f"changed({CPU})", f"changed(removeBelowValue(absolute({IDLE}),20))", f"changed(counter.total)", "changed(keepLastValue(web1.cpu.idle))",
    f"delay({CPU},3)", f"delay({CPU},-4)", f"delay({CPU},500)", "delay(slow.disk.used,2)",
    f"fallbackSeries(nothing.here,{CPU})", f"fallbackSeries({CPU},web1.cpu.idle)", "fallbackSeries(nothing.here,constantLine(3))",
    *[f'filterSeries(web*.*.*,"{f}","{o}",{n})' for f, o, n in (("max", ">", 58), ("avg", "<", 5), ("min", ">=", -46), ("last", "<=", 0), ("count", "=", 113), ("count", "!=", 113), ("sum", "<", 0))], f'filterSeries(removeAboveValue({CPU},-100),"max","<",1)', f'filterSeries(removeAboveValue({CPU},-100),"max",">",1)',
    *[f"substr({a})" for a in (CPU, f"{CPU},1", f"{CPU},0,2", f"{CPU},-1", f"{CPU},0,-1", f"{CPU},5", f"scale({CPU},2),1", f'summarize({CPU},"1min"),0,1', f"{CPU},2,1", f"sumSeries({CPU}),1")],
    f"mostDeviant({CPU},2)", "mostDeviant(web*.*.*,3)", f"mostDeviant({CPU},9)",
    f"linearRegression({CPU})", "linearRegression(slow.disk.*)", f'linearRegression({CPU},"1795599000")', f'linearRegression({IDLE},"1795599000","1795600600")', "linearRegression(constantLine(4))",
    *[f"log({CPU}{b})" for b in ("", ",2", ",10")], *[f"pow({CPU},{n})" for n in ("2", "0.5", "-1", "1000")], f"invert({CPU})", "invert(counter.total)", f"squareRoot({CPU})", "squareRoot(counter.total)", f"sumSeries(log({CPU}))", f"sumSeries(pow({CPU},2))",
    *[f"legendValue({CPU},{t})" for t in ('"avg"', '"last","max"', '"count"', '"nope"', '"sum","si"', '"max","min","binary"', '"total","nope","si"')], f'legendValue(scale({CPU},123456),"max","si")', f'legendValue(scale({CPU},123456),"max","binary")', f'legendValue(removeAboveValue({CPU},-100),"avg")', f'legendValue(removeAboveValue({CPU},-100),"avg","si")',
    f"cactiStyle({CPU})", f'cactiStyle({CPU},"si")', f'cactiStyle(scale({CPU},123456),"si","b")', f'cactiStyle(scale({CPU},123456),"binary")', f'cactiStyle({CPU},units="ms")', f'cactiStyle(removeAboveValue({CPU},-100))', f'cactiStyle(scale({CPU},0.001),"si")', f'cactiStyle(scale({CPU},1e17),"binary","B")',
    f'color({CPU},"red")', f"alias(movingSum(interpolate({CPU}),3),'x')",
]
FEWER = [(CPU, 7), (CPU, 1), (CPU, 50), (CPU, 1000), ("slow.disk.used", 7), (f'consolidateBy({CPU},"max")', 11), (f'cumulative({NET})', 13), ("sumSeries(web*.cpu.user)", 33)]
NOW = 1795613696  # a Wednesday
TIMES = ["now", "-1h", "now-5min", "-1d", "-90s", "1795600000", "18:30_20261124", "04:05_20261124", "20261124", "today", "yesterday",
         "tomorrow", "noon yesterday", "midnight", "teatime", "noon", "6pm today", "8am", "6:30pm yesterday", "11/24/26", "11/24/2026", "6pm 11/24/2026",
         "nov 24", "november 3", "monday", "wednesday", "sunday-2h", "today+3h", "yesterday+90min", "now-1mon", "now-1y", "-2weeks", "-1h30min", "noon+1d", "00:00_20261101"]
ZONES = ["UTC", "Asia/Tokyo", "America/New_York"]


def context(now=None):
    utc = pytz.utc
    return {
        "startTime": datetime.fromtimestamp(FROM, utc), "endTime": datetime.fromtimestamp(UNTIL, utc),
        "now": datetime.fromtimestamp(UNTIL, utc), "tzinfo": utc, "localOnly": True, "template": {}, "data": [], "prefetched": {}, "prefetch": {}, "xFilesFactor": 0,
    }


def plain(x):
    return None if x is None or (isinstance(x, float) and math.isnan(x)) else x


def series(s):
    return {"target": s.name, "start": s.start, "end": s.end, "step": s.step, "values": [plain(v) for v in list(s)], "consolidation": s.consolidationFunc}


def evaluate(target):
    return evaluator.evaluateTarget(context(), [target])


def main(out):
    golden = {"from": FROM, "until": UNTIL, "now": NOW, "sources": [], "targets": [], "fewer": [], "times": []}
    for path in PATHS:
        step = STEPS.get(path.split(".")[0], 10)
        first = FROM - 7200 - (FROM - 7200) % step
        golden["sources"].append({"path": path, "start": first, "step": step, "values": [value(path, t) for t in range(first, UNTIL + 7200, step)]})
    for target in TARGETS:
        try:
            # Each value is computed when it is looked at, from series that a later target may change.
            golden["targets"].append({"target": target, "series": [series(s) for s in evaluate(target)]})
        except Exception as error:
            print("left out:", target, repr(error), file=sys.stderr)
    for target, points in FEWER:
        answer = renderViewJson({"maxDataPoints": points}, evaluate(target))
        golden["fewer"].append({"target": target, "maxDataPoints": points, "answer": json.loads(answer.content)})
    for zone in ZONES:
        tz = pytz.timezone(zone)
        for text in TIMES:
            time = parseATTime(text, tz, datetime.fromtimestamp(NOW, tz))
            golden["times"].append({"text": text, "zone": zone, "time": int(time.timestamp())})
    with open(out, "w") as file:
        file.write("{\n")
        file.write(",\n".join(
            f' "{k}": ' + (json.dumps(v) if not isinstance(v, list) else "[\n  " + ",\n  ".join(json.dumps(x, separators=(",", ":")) for x in v) + "\n ]")
            for k, v in golden.items()))
        file.write("\n}\n")
    print(len(golden["targets"]), "targets,", len(golden["times"]), "times")


main(sys.argv[1])
