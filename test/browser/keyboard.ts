import type { Locator, Page } from "playwright-core";

/** More steps than anybody would take. */
const MOST = 80;

/** A page that is used without a mouse. */
export class Keyboard {
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
	}

	/** Tabs until what has the focus is this, or a button or field of this name. @throws when it never comes there */
	async tabTo(wanted: string | RegExp | Locator): Promise<void> {
		const there = typeof wanted === "string" || wanted instanceof RegExp ? this.#named(wanted) : wanted;
		await there.waitFor();
		for (let steps = 0; steps < MOST; steps++) {
			await this.press("Tab");
			if (await this.isAt(there)) return;
		}
		throw new Error(`The focus never came to ${wanted}`);
	}

	/** Tabs to it, and presses Enter. */
	async use(wanted: string | RegExp | Locator): Promise<void> {
		await this.tabTo(wanted);
		await this.press("Enter");
	}

	press(...keys: string[]): Promise<void> {
		return keys.reduce((before, key) => before.then(() => this.#page.keyboard.press(key)), Promise.resolve());
	}

	type(text: string): Promise<void> {
		return this.#page.keyboard.type(text);
	}

	isAt(wanted: Locator): Promise<boolean> {
		return wanted.evaluate((element) => element.matches(":focus"));
	}

	/** What has the focus, in its own words: its label, or its text. */
	async at(): Promise<string> {
		const words = await this.#page.evaluate(
			"document.activeElement === document.body ? '' : document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText",
		);
		return String(words).replaceAll(/\s+/g, " ").trim();
	}

	#named(name: string | RegExp): Locator {
		return this.#page.getByRole("button", { name, exact: true }).or(this.#page.getByLabel(name)).last();
	}
}
