// Loads the page again when the content changed, and says what is wrong with it. Only `playbook serve` sends it.
(() => {
  const own = new URL(document.currentScript.src);
  const made = Number(own.search.slice(1));
  let since = made;
  let box;

  const show = (said, problems) => {
    box?.remove();
    box = undefined;
    if (problems.length === 0) return;
    box = document.createElement('section');
    box.className = 'pb-live';
    box.setAttribute('role', 'status');
    const title = document.createElement('p');
    title.textContent = said;
    const list = document.createElement('ul');
    for (const problem of problems) list.append(Object.assign(document.createElement('li'), { textContent: problem }));
    box.append(title, list);
    document.body.append(box);
  };

  const seen = () =>
    document.hidden ? new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true })) : null;

  const ask = async () => {
    await seen();
    try {
      const news = await (await fetch(new URL(`news?${since}`, own))).json();
      since = news.number;
      if (news.made !== made) return location.reload();
      show(news.said, news.problems);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    ask();
  };
  ask();
})();
