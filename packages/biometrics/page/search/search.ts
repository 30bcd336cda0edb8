// Shows nothing: whoever opened the page reads what the worker said.
const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' })
worker.addEventListener('message', ({ data }: MessageEvent<object>) => {
  document.body.dataset.said = JSON.stringify(data)
})
worker.postMessage(Number(new URLSearchParams(location.search).get('people')))
