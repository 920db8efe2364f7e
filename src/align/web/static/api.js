// Talks to the server: the token, one operation after the other, and what to do when one does not get through.

function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1));
  const token = given.get("token");
  if (token) {
    sessionStorage.setItem("token", token);
    history.replaceState(null, "", location.pathname);
  }
  return { token: sessionStorage.getItem("token") || "", at: Number(given.get("at")) || 0 };
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const identity = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("");

export class Refused extends Error {}
export class Stale extends Error {}

export class Api {
  // onState(state, message): loading, ready, saving, saved, retrying, stale, gone, denied, unusable.
  constructor(onState) {
    ({ token: this.token, at: this.at } = takeToken());
    this.onState = onState;
    this.rev = "";
    this.state = "loading";
    this.pause = 1000;
  }

  become(state, message = "") {
    if (this.state === state && this.message === message) return;
    this.state = state;
    this.message = message;
    this.onState(state, message);
  }

  async request(path, options = {}) {
    const headers = { Authorization: `Bearer ${this.token}`, ...options.headers };
    const response = await fetch(path, { ...options, headers, cache: "no-store", credentials: "omit", redirect: "error" });
    if (response.status === 401) {
      this.become("denied", "This address belongs to an earlier run. Open the one that align review printed last.");
      throw new Error("denied");
    }
    const kind = response.headers.get("content-type") || "";
    const body = kind.startsWith("application/json") ? await response.json() : { error: "http", message: await response.text() };
    return { status: response.status, body };
  }

  async get(path) {
    const { status, body } = await this.request(path);
    if (status !== 200 || body.error) {
      const error = new Error(body.message);
      error.kind = body.error;
      throw error;
    }
    return body;
  }

  post(path, body, headers = {}) {
    return this.request(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });
  }

  // One operation, tried until the server has taken it or refused it. Asked twice, it is done once.
  async operate(kind, what) {
    const body = { id: identity(), ...(what ? { do: what } : {}) };
    const rev = this.rev;
    this.become("saving");
    for (;;) {
      let answer = null;
      try {
        answer = await this.post(`/api/${kind}`, body, { "If-Match": `"${rev}"` });
      } catch (error) {
        if (error.message === "denied") throw error;
        this.become("gone", "The server does not answer: your last action is not saved yet. It is tried again.");
      }
      if (answer && answer.body.error === "refused") {
        this.become("ready");
        throw new Refused(answer.body.message);
      }
      if (answer && answer.status === 200) {
        this.rev = answer.body.rev;
        this.become("saved");
        return answer.body;
      }
      if (answer && answer.status === 412) {
        this.become("stale", answer.body.message);
        throw new Stale(answer.body.message);
      }
      if (answer && answer.status !== 503) {
        this.become("ready");
        throw new Refused(answer.body.message);
      }
      if (answer) this.become("retrying", answer.body.message);
      await wait(this.pause);
    }
  }
}
