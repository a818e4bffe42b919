/**
 * The one script, for comfort only: while something is under way it looks again and shows what changed, saying so to screen readers.
 * Without it everything works by the refresh link. Stops after an hour, on errors it just tries later.
 */
export const script = `(()=>{const m=document.getElementById('main'),l=document.getElementById('live');if(!m||!m.dataset.again)return;let n=0;const t=setInterval(async()=>{if(document.hidden)return;if(++n>240)return clearInterval(t);const r=await fetch(location.href).catch(()=>null);if(!r||!r.ok)return;const d=new DOMParser().parseFromString(await r.text(),'text/html').getElementById('main');if(!d||d.dataset.version===m.dataset.version)return;m.replaceChildren(...d.childNodes);m.dataset.version=d.dataset.version;l.textContent=d.dataset.told;if(!d.dataset.again)clearInterval(t)},15000)})()`
