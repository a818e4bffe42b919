/**
 * The one style sheet, inline in every page, so that the first view is one request. Tokens first; figures are tabular; state is told by word
 * and shape before colour; nothing moves; light and dark follow the device.
 */
export const style = compact(`
:root{color-scheme:light dark;--paper:#f6f5f2;--card:#fff;--ink:#1b1d22;--quiet:#595e68;--line:#e3e0d9;--blue:#1d4f91;--red:#a3312b;--green:#1a6844;--amber:#855000;--on:#fff;
--s1:.25rem;--s2:.5rem;--s3:.75rem;--s4:1rem;--s5:1.5rem;--s6:2.25rem;--small:.875rem;--round:.5rem}
@media (prefers-color-scheme:dark){:root{--paper:#121316;--card:#1b1d21;--ink:#eceef1;--quiet:#a4a9b3;--line:#33363c;--blue:#8db8f5;--red:#f29a92;--green:#84d0a8;--amber:#e9b96a;--on:#0f1114}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:break-word}
h1,h2,h3,h4,p,dl,dd,ol,ul,table,fieldset{margin:0;padding:0}
h1{font-size:1.375rem;line-height:1.35}h2{font-size:1.125rem;line-height:1.4}h3{font-size:1rem;line-height:1.5}h4{font-size:var(--small)}
ol,ul{list-style:none}
a{color:var(--blue);text-underline-offset:.2em}
a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--blue);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
.wrap{max-width:70rem;margin:0 auto;padding:0 var(--s4)}
.skip{position:absolute;left:-99rem}.skip:focus{left:var(--s4);top:var(--s2);background:var(--card);padding:var(--s2) var(--s4);z-index:1}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.quiet{color:var(--quiet);font-size:var(--small)}
.fig{font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
.top{border-bottom:1px solid var(--line);background:var(--card)}
.top .wrap{display:flex;justify-content:space-between;gap:var(--s4);align-items:center;min-height:3.25rem}
.top .wrap p{font-weight:600}
.top nav{flex:none}
.top nav a{display:inline-block;padding:var(--s3) 0}
.sandbox{background:var(--amber);color:var(--on);font-size:var(--small);padding:var(--s2) 0;text-align:center}
.title{padding:var(--s5) 0 var(--s4)}
.cols{display:grid;gap:var(--s5);grid-template-columns:minmax(0,1fr);align-items:start;padding-bottom:var(--s6)}
.card{background:var(--card);border:1px solid var(--line);border-radius:var(--round);padding:var(--s4)}
.stack>*+*{margin-top:var(--s3)}
.mark{display:inline-flex;align-items:center;gap:.375em;font-weight:600;white-space:nowrap}
.mark svg,.button svg{width:1.125em;height:1.125em;flex:none}
.go{color:var(--green)}.run{color:var(--blue)}.rest{color:var(--quiet)}.act{color:var(--amber)}.back{color:var(--red)}
.big{font-size:1.25rem}
.sum{display:flex;justify-content:space-between;align-items:baseline;gap:var(--s4);border-top:1px solid var(--line);padding-top:var(--s3)}
.sum strong{font-size:1.625rem;line-height:1.2}
.button{display:flex;align-items:center;justify-content:center;gap:var(--s2);width:100%;min-height:3rem;padding:var(--s2) var(--s4);border:1px solid var(--blue);border-radius:var(--round);background:var(--blue);color:var(--on);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.button:hover{text-decoration:underline}
.second{background:none;color:var(--blue)}
.note{border-top:1px solid var(--line);padding-top:var(--s3)}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:var(--s1) var(--s4);align-items:center}
.chain>li+li{margin-top:var(--s4)}
.doc{border-left:4px solid var(--blue)}
.doc.red,.doc.void{border-left-color:var(--red)}
.tag{display:inline-block;border:1px solid currentColor;border-radius:3px;padding:0 .4em;margin-right:.5em;font-size:var(--small);color:var(--blue)}
.red .tag,.void .tag{color:var(--red)}
.facts{display:grid;grid-template-columns:minmax(0,1fr);gap:var(--s2) var(--s5)}
.facts dt{color:var(--quiet);font-size:var(--small)}
.group span+span{margin-left:.3em}
.sums{border-top:1px solid var(--line);padding-top:var(--s3)}
.sums div{display:flex;justify-content:space-between;gap:var(--s4)}
.sums .all{font-weight:600;font-size:1.125rem}
details>summary{cursor:pointer;padding:var(--s2) 0;font-size:var(--small);color:var(--blue)}
table{width:100%;border-collapse:collapse;font-size:var(--small)}
th,td{padding:var(--s2) 0 var(--s2) var(--s3);border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
th:first-child,td:first-child{text-align:left;padding-left:0;font-weight:400}
tfoot tr:last-child>*{border-bottom:0;font-weight:600}
thead th{color:var(--quiet);font-weight:400;white-space:nowrap}
.wide{display:none}
.files{display:grid;gap:var(--s2);grid-template-columns:repeat(auto-fill,minmax(7.5rem,1fr))}
.file{display:block;border:1px solid var(--line);border-radius:var(--round);padding:var(--s2) var(--s3);text-decoration:none;min-height:2.75rem}
.file:hover{border-color:var(--blue)}
.file b{text-decoration:underline;text-underline-offset:.2em}
.file .quiet{display:block;line-height:1.4}
.foot{border-top:1px solid var(--line);padding:var(--s4) 0 var(--s6)}
.foot p+p{margin-top:var(--s1)}
.narrow .wrap{max-width:40rem}.narrow main{padding-bottom:var(--s6)}.narrow .cols{grid-template-columns:minmax(0,1fr)}.narrow .state{position:static}
form>*+*{margin-top:var(--s5)}
fieldset{border:0;min-width:0}
legend,label{font-weight:600;padding:0}
.choice{display:flex;gap:var(--s3);align-items:flex-start;min-height:2.75rem}
.choice input{width:1.25rem;height:1.25rem;flex:none;accent-color:var(--blue);margin:.65rem 0 0}
.choice label{font-weight:400;flex:1;padding:var(--s2) 0}
.text{display:block;width:100%;min-height:2.75rem;padding:var(--s2) var(--s3);margin-top:var(--s1);border:1px solid var(--quiet);border-radius:var(--round);background:var(--card);color:inherit;font:inherit}
.text[aria-invalid]{border:2px solid var(--red)}
.wrong{color:var(--red);font-weight:600;line-height:1.5;margin-top:var(--s1)}
.errors{border:2px solid var(--red);border-radius:var(--round);padding:var(--s4)}
.errors a{color:var(--red)}.errors li+li{margin-top:var(--s1)}
form:has(#person:checked) .company{display:none}
@media (min-width:40rem){.facts{grid-template-columns:repeat(2,minmax(0,1fr))}.card{padding:var(--s5)}.button.fit{width:auto;display:inline-flex;padding-inline:var(--s5)}
.files{grid-template-columns:repeat(auto-fill,minmax(10rem,1fr))}.wide{display:table-cell}.slim{display:none}.sums{margin-left:auto;max-width:20rem}}
@media (min-width:64rem){.cols{grid-template-columns:20rem minmax(0,1fr)}.state{position:sticky;top:var(--s5)}}
@media print{.top nav,.skip,.button,.files,.again{display:none}body{background:none}}
@media (forced-colors:active){.button{border:2px solid}.doc{border-left:4px solid}}
`)

function compact(css: string): string {
  return css.replace(/\n/g, '')
}
