// What pdf.js takes for granted and Chrome 114, the oldest that we serve, does not have; its legacy build brings the rest itself. In the page
// and in its worker this must run before pdf.js does.

Promise.withResolvers ??= function withResolvers<T>(this: PromiseConstructor) {
  let resolve: (value: T | PromiseLike<T>) => void = () => {}
  let reject: (reason?: unknown) => void = () => {}
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}

AbortSignal.any ??= function any(signals: Iterable<AbortSignal>) {
  const controller = new AbortController()
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason)
    else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true, signal: controller.signal })
  }
  return controller.signal
}
