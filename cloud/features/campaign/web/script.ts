import { createHash } from 'node:crypto'

/**
 * The one script of all campaign pages; without it everything can be read and called. Leaving empties the page before the next one has
 * come over a slow line. What is printed has every answer open. Reading aloud is offered only with a voice that lives on the device: others would send the words away.
 */
export const SCRIPT = `
(function(){
var d=document,leave=d.querySelector('.leave'),read=d.querySelector('.read'),speech=window.speechSynthesis;
if(leave)leave.onclick=function(e){e.preventDefault();d.title='';d.body.textContent='';location.replace(leave.href)};
addEventListener('beforeprint',function(){[].forEach.call(d.querySelectorAll('details'),function(one){one.open=true})});
if(!read||!speech||!window.SpeechSynthesisUtterance)return;
function voice(){return speech.getVoices().filter(function(v){return v.localService&&/^zh/i.test(v.lang)})[0]}
function offer(){if(voice())read.hidden=false}
function rest(){speech.cancel();read.textContent='读给我听'}
offer();speech.addEventListener&&speech.addEventListener('voiceschanged',offer);
addEventListener('pagehide',rest);
read.onclick=function(){
if(speech.speaking)return rest();
var parts=[].slice.call(d.querySelectorAll('h1,.words h2,.words h3,.words p,.words li'));
parts.forEach(function(part,i){var u=new SpeechSynthesisUtterance(part.textContent);u.voice=voice();u.lang='zh-CN';if(i===parts.length-1)u.onend=rest;speech.speak(u)});
read.textContent='不读了'};
})()
`
  .trim()
  .replace(/\n/g, '')

/** What the page's policy calls the script and the style by: nothing else may run, whatever a text says. */
export const nameOf = (inline: string): string => `'sha256-${createHash('sha256').update(inline).digest('base64')}'`
