/* Stands where worker.js stood on a site that is to keep nothing any more: a browser asks that address, and no other, whether its
   worker has changed. Takes the old worker's place at once, deletes what it kept, and goes. Open pages stay as they are. */
addEventListener("install", event => event.waitUntil(skipWaiting()))
addEventListener("activate", event => event.waitUntil(retire()))

async function retire() {
  const kept = (await caches.keys()).filter(one => one.startsWith(registration.scope + " "))
  await Promise.all(kept.map(one => caches.delete(one)))
  await registration.unregister()
}
