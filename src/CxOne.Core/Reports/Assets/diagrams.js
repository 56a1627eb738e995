(async () => {
  'use strict';
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: 'neutral',
    fontFamily: getComputedStyle(document.body).fontFamily,
    maxTextSize: 5000000,
    maxEdges: 50000,
    flowchart: { htmlLabels: true, useMaxWidth: false, wrappingWidth: 260 },
  });
  let failed = 0;
  for (const [index, source] of [...document.querySelectorAll('pre.mermaid')].entries()) {
    try {
      const { svg } = await mermaid.render(`diagram-${index + 1}`, source.textContent);
      const drawing = document.createElement('div');
      drawing.className = 'drawing';
      drawing.innerHTML = svg;
      const picture = drawing.querySelector('svg');
      // The frame around the picture has the description.
      picture.setAttribute('aria-hidden', 'true');
      source.replaceWith(drawing);
      // As wide as the page while the text stays legible; otherwise it scrolls, starting at the entry of the call.
      const width = picture.viewBox.baseVal.width;
      picture.removeAttribute('height');
      picture.setAttribute('width', '100%');
      picture.style.maxWidth = `${width}px`;
      picture.style.minWidth = `${width * 0.7}px`;
      const frame = drawing.parentElement;
      const entry = drawing.querySelector('.node');
      if (entry && frame.scrollWidth > frame.clientWidth) {
        const place = entry.getBoundingClientRect();
        frame.scrollLeft += place.left + place.width / 2 - frame.getBoundingClientRect().left - frame.clientWidth / 2;
      }
    } catch (error) {
      failed++;
      const note = document.createElement('p');
      note.className = 'remark bad';
      note.textContent = `This diagram could not be drawn: ${error.message}`;
      source.before(note);
    }
  }
  document.documentElement.dataset.diagrams = failed === 0 ? 'drawn' : 'failed';
})();
