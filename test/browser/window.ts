import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";

/** One window of the page in a browser of its own, used as a person uses it: by what can be read. */
export class Window {
	readonly page: Page;
	/** What the browser complained of: errors of the page, or what its policy forbade. */
	readonly complaints: string[] = [];

	private constructor(page: Page) {
		this.page = page;
		page.setDefaultTimeout(15_000);
		page.on("pageerror", ({ message }) => this.complaints.push(message));
		page.on("console", (line) => {
			if (line.type() === "error" && /Content Security Policy/.test(line.text()))
				this.complaints.push(line.text());
		});
	}

	/** @param address with its token @param as the id of who one is; absent: nobody is chosen, and the tour is shown */
	static async open(
		browser: Browser,
		address: string,
		{ as, ...options }: BrowserContextOptions & { as?: string } = {},
	): Promise<Window> {
		const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...options });
		const window = new Window(await context.newPage());
		const url = new URL(address);
		if (as !== undefined) url.searchParams.set("as", as);
		await window.page.goto(url.href);
		await window.page
			.locator(as === undefined ? ".faces .choice" : "#place")
			.first()
			.waitFor();
		return window;
	}

	/** Whatever carries this text, the last of them. */
	text(text: string | RegExp): Locator {
		return this.page.getByText(text).last();
	}

	/** Waits until it can be read, as people do. */
	async reads(text: string | RegExp): Promise<void> {
		await this.text(text).waitFor();
	}

	/** Waits until it cannot be read any more. */
	async readsNoMore(text: string | RegExp): Promise<void> {
		await this.page.getByText(text).first().waitFor({ state: "hidden" });
	}

	get dialog(): Locator {
		return this.page.getByRole("dialog");
	}

	/** The newest button of this name, in the open window if there is one, otherwise among the messages. */
	button(name: string): Locator {
		return this.page.getByRole("button", { name, exact: true }).last();
	}

	async press(name: string): Promise<void> {
		await this.button(name).click();
	}

	async enter(channel: string): Promise<void> {
		await this.page.locator(`[data-channel="${channel}"]`).click();
		await this.page.locator("#place", { hasText: channel }).waitFor();
	}

	/** Writes into the field of this label. */
	async fill(label: string | RegExp, text: string): Promise<void> {
		await this.dialog.getByLabel(label).fill(text);
	}

	/** Ticks the choice of this label. */
	async tick(label: string | RegExp): Promise<void> {
		await this.dialog.getByLabel(label).check();
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}
}
