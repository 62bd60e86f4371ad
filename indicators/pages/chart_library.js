// Fetches the library of charts once in a page, while the rest of the page is still on its way. Its name holds its version,
// so that a copy which the browser has is good however old: the server names no time, and each page would fetch it anew.
window.districtLibrary ??= (() => {
  let loading;
  const fetched = async (address) => {
    const answer = await fetch(new URL(address, document.baseURI), { cache: "force-cache" });
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return import(URL.createObjectURL(await answer.blob()));
  };
  return (address) => (loading ??= fetched(address).catch((error) => ((loading = undefined), Promise.reject(error))));
})();
