/* Keeps the checker and the guide for when there is no network. Whoever is online gets every page from the network, so
   nobody reads old rules; assets have their content's fingerprint in their names and can only be right. Answers stand
   behind the ? of an address and are not kept. */
const known = {version: "", pages: [], assets: []}
const ours = registration.scope + " ", name = ours + known.version, assets = new URL("assets/", registration.scope).href
const fresh = address => new Request(address, {cache: "no-cache"})
const bare = request => request.url.split(/[?#]/)[0]

async function prepare() {
  const cache = await caches.open(name)
  await cache.addAll([...known.pages.map(fresh), ...known.assets])
  await skipWaiting()
}
async function forgetOthers() {
  const old = (await caches.keys()).filter(one => one.startsWith(ours) && one !== name)
  await Promise.all(old.map(one => caches.delete(one)))
  await clients.claim()
}
async function kept(address) {
  return (await caches.open(name)).match(address)
}
async function keep(address, answer) {
  await (await caches.open(name)).put(address, answer)
}
async function fromNetwork(event) {
  const address = bare(event.request)
  let answer
  try { answer = await fetch(new Request(event.request, {cache: "no-cache"})) }
  catch (fault) { return await kept(address) || Response.error() }
  if (answer.ok && answer.type === "basic") event.waitUntil(keep(address, answer.clone()))
  return answer
}
async function fromCache(event) {
  return await kept(event.request.url) || fetch(event.request)
}

addEventListener("install", event => event.waitUntil(prepare()))
addEventListener("activate", event => event.waitUntil(forgetOthers()))
addEventListener("fetch", event => {
  const request = event.request
  if (request.method !== "GET" || !request.url.startsWith(registration.scope) || request.headers.has("range")) return
  event.respondWith(request.url.startsWith(assets) ? fromCache(event) : fromNetwork(event))
})
