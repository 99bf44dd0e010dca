"""A small drawing with one shape of every kind, for the readers and writers of drawings."""

SMALL = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
<title>Two partners</title>
<style>.paper { fill: #faf7f1; } .dot > circle, .mark { fill: #163a6c; stroke: none; }
.line { stroke: #91887b; stroke-width: 2; }
text { fill: #221f1b; font-size: 12px; } .strong { font-weight: 600; } .soft { fill: currentColor; }</style>
<rect class="paper" width="100%" height="100%"/>
<defs><symbol id="star" viewBox="0 0 18 18">
<path class="mark" d="M9 1 L17 17 H1z"/></symbol></defs>
<g class="dot" aria-label="Board president" transform="translate(20 30)"><circle cx="10" cy="0" r="5"/>
<use href="#star" x="30" y="-8" width="9" height="9"/>
<text class="strong" x="50" y="4">Board<tspan dx="6">3</tspan></text></g>
<line class="line" x1="10" x2="190" y1="60" y2="60" stroke-dasharray="4 2"/>
<rect class="mark" x="10" y="70" width="40" height="20" rx="4"/>
<text x="190" y="84" text-anchor="end" color="#9c2f17" class="soft">No one yet</text>
</svg>"""
