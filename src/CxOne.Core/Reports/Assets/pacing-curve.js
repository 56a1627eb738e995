// Draws the curve from the data attribute of its element. The table below it contains the same values without a script.
(function () {
  'use strict';
  var place = document.getElementById('curve');
  var data = JSON.parse(place.dataset.curve);
  var chart = null;
  var shown = data.best === null ? 0 : data.ratio.reduce(function (near, ratio, index) {
    return Math.abs(ratio - data.best) < Math.abs(data.ratio[near] - data.best) ? index : near;
  }, 0);

  function color(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
  function percent(value, digits) { return value === null || value === undefined ? '' : value.toFixed(digits) + ' %'; }

  function draw() {
    if (chart) { chart.destroy(); }
    var ink = color('--ink'), line = color('--line'), good = color('--good'), bad = color('--bad'), accent = color('--accent'), note = color('--note'), bound = color('--bound');
    var axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: '13px system-ui, sans-serif' };
    var width = Math.max(280, place.clientWidth);
    chart = new uPlot({
      width: width,
      height: Math.max(260, Math.min(460, Math.round(width * 0.5))),
      legend: { live: true },
      cursor: { points: { size: 8 } },
      scales: {
        x: { time: false },
        drop: { range: [0, data.top] },
        busy: { range: [data.floor, 100] }
      },
      axes: [
        Object.assign({}, axis, { label: data.ratioName, values: function (u, values) { return values.map(function (value) { return value.toFixed(2); }); } }),
        Object.assign({}, axis, { scale: 'drop', label: 'abandonment, %', size: 60 }),
        Object.assign({}, axis, { scale: 'busy', label: 'utilization, %', side: 1, size: 60, grid: { show: false } })
      ],
      series: [
        { label: 'ratio', value: function (u, value) { return value === null ? '' : value.toFixed(3); } },
        { label: 'abandonment', scale: 'drop', stroke: bad, width: 2, points: { show: true, size: 6, fill: bad }, value: function (u, value) { return percent(value, 2); } },
        { label: 'upper bound (95 %)', scale: 'drop', stroke: bound, width: 1, dash: [2, 4], points: { show: true, size: 4, fill: bound }, value: function (u, value) { return percent(value, 2); } },
        { label: 'utilization', scale: 'busy', stroke: accent, width: 2, points: { show: true, size: 6, fill: accent }, value: function (u, value) { return percent(value, 2); } },
        { label: 'limit', scale: 'drop', stroke: note, width: 2, dash: [8, 6], points: { show: false }, value: function (u, value) { return percent(value, 2); } }
      ].concat(data.best === null ? [] : [
        // The vertical line. It has no points of its own, only its colour and its name in the legend.
        { label: 'highest ratio within the limit', scale: 'drop', stroke: good, width: 2, points: { show: false }, value: function () { return data.best.toFixed(3); } }
      ]),
      hooks: {
        // Without a pointer the legend shows the result, so that no name is without its value.
        setLegend: [function (u) { if (u.legend.idx === null || u.legend.idx === undefined) { u.setLegend({ idx: shown }, false); } }],
        draw: [function (u) {
          if (data.best === null) { return; }
          var x = u.valToPos(data.best, 'x', true);
          u.ctx.save();
          u.ctx.setLineDash([]);
          u.ctx.strokeStyle = good;
          u.ctx.lineWidth = 2 * devicePixelRatio;
          u.ctx.beginPath();
          u.ctx.moveTo(x, u.bbox.top);
          u.ctx.lineTo(x, u.bbox.top + u.bbox.height);
          u.ctx.stroke();
          u.ctx.restore();
        }]
      }
    }, [data.ratio, data.abandonment, data.upperBound, data.utilization, data.ratio.map(function () { return data.limit; })]
      .concat(data.best === null ? [] : [data.ratio.map(function () { return null; })]), place);
    chart.setLegend({ idx: shown }, false);
    place.dataset.drawn = 'true';
  }

  draw();
  var width = place.clientWidth;
  new ResizeObserver(function () {
    if (place.clientWidth !== width) { width = place.clientWidth; draw(); }
  }).observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
