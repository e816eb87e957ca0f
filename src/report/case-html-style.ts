/** The look of a report as HTML: light and dark, narrow and wide, on paper. Everything is in the file. */
export const caseStyle = `
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--paper:#fff;--shade:#f6f8fa;--good:#116329;--warn:#7d4e00;--bad:#a40e26;--bar:#1f6feb;--partly:#bf8700}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;--paper:#0d1117;--shade:#161b22;--good:#56d364;--warn:#e3b341;--bad:#ff7b72;--bar:#58a6ff;--partly:#e3b341}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:70rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.4rem 0 .4rem}
h4{font-size:.95rem;margin:0 0 .4rem;font-weight:600}
p{margin:.5rem 0}
code{font:.9em ui-monospace,SFMono-Regular,Consolas,monospace;overflow-wrap:anywhere}
.made,.legend{color:var(--soft)}
.verdict{border:1px solid var(--line);border-left:.4rem solid var(--soft);background:var(--shade);padding:.6rem .9rem;margin:.8rem 0}
.verdict.good{border-left-color:var(--good)}.verdict.soft{border-left-color:var(--warn)}.verdict.bad{border-left-color:var(--bad)}
.verdict h3{margin:0}
.mark{font-weight:600;white-space:nowrap}.mark.good{color:var(--good)}.mark.soft{color:var(--warn)}.mark.bad{color:var(--bad)}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600}
tbody th{font-weight:400}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0}
dt{color:var(--soft)}dd{margin:0}
.frame{border:1px solid var(--line);border-left:.25rem solid var(--line);margin:.8rem 0;padding:.5rem .7rem;break-inside:avoid-page}
.frame.sent{border-left-color:var(--bar)}.frame.received{border-left-color:var(--good)}.frame.fault{border-left-color:var(--bad)}
.frame .hex{background:var(--shade);padding:.3rem .5rem;margin:.3rem 0}
.frame table{font-size:.85rem}
.frame td:first-child{color:var(--soft);text-align:right;width:4rem}
.problem td{background:var(--shade)}
.problem.fault strong{color:var(--bad)}.problem.remark strong{color:var(--warn)}
figure{margin:.8rem 0}
svg{width:100%;height:7rem;background:var(--shade)}
svg .all{fill:var(--bar)}svg .partly{fill:var(--partly)}svg .none{fill:var(--bad)}svg .idle{fill:var(--line)}
@media (max-width:40rem){
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack tr{display:block;border-bottom:1px solid var(--line);padding:.4rem 0}
table.stack td,table.stack th{display:block;border:0;padding:.1rem 0;text-align:left;width:auto}
table.stack [data-label]::before{content:attr(data-label) ": ";color:var(--soft);font-weight:400}
}
@page{margin:15mm}
@media print{
:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--shade:#f4f4f4;--good:#0a5c20;--warn:#6b4300;--bad:#8f0a1f;--bar:#1f4f9e;--partly:#8a6100}
body{max-width:none;padding:0;font-size:10pt}
h2,h3,h4{break-after:avoid}
h2.frames{break-before:page}
tr,li,figure,.verdict{break-inside:avoid}
thead{display:table-header-group}
}
`;
