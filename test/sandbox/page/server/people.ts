/** Who one can be on the page. */
import type { Locale, Sandbox } from "../../index.ts";

export type Role = "participant" | "newcomer" | "facilitator" | "expert" | "coordinator" | "owner";

export interface PagePerson {
	id: string;
	name: string;
	role: Role;
}

/** As the page is told, with the token of the person's client. */
export interface ToldPerson extends PagePerson {
	locale: string;
	userToken: string;
}

export class People {
	readonly #sandbox: Sandbox;
	readonly #people: PagePerson[];

	constructor(sandbox: Sandbox, people: readonly PagePerson[]) {
		this.#sandbox = sandbox;
		this.#people = [...people];
	}

	list(): ToldPerson[] {
		return this.#people.map((person) => this.#told(person));
	}

	/** Somebody new, outside the server. @returns null when there is somebody of this name already */
	async add(name: string, locale: Locale): Promise<ToldPerson | null> {
		const taken = [...this.#sandbox.world.users.values()].some((user) => user.global_name === name);
		if (taken) return null;
		const { id } = await this.#sandbox.person(name, { locale, in: "outside" });
		const person: PagePerson = { id, name, role: "newcomer" };
		this.#people.push(person);
		return this.#told(person);
	}

	#told(person: PagePerson): ToldPerson {
		const { clients, world } = this.#sandbox;
		const { locale } = world.user(person.id);
		return { ...person, role: this.#roleOf(person), locale, userToken: clients.tokenOf(person.id) };
	}

	/** A newcomer takes part once they have been given a role on the server, and no longer when it is taken away. */
	#roleOf({ id, role }: PagePerson): Role {
		if (role !== "newcomer" && role !== "participant") return role;
		const { world, guild } = this.#sandbox;
		const roles = world.guild(guild.id).members.get(id)?.roles.size ?? 0;
		return roles > 0 ? "participant" : "newcomer";
	}
}
