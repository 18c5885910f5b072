import type { Group } from "../groups/model.ts";
import type { Place } from "../openings/model.ts";
import type { Programmes } from "../programmes/model.ts";
import { GroupId, type GuildId, HomeRef, PlaceId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Home } from "./model.ts";

export interface HomeDependencies {
	groups: {
		find(tx: Tx, id: GroupId): Promise<Group | undefined>;
		listIn(tx: Tx, guildId: GuildId): Promise<Group[]>;
	};
	openings: {
		place(tx: Tx, id: PlaceId): Promise<Place | undefined>;
		places(tx: Tx, guildId: GuildId): Promise<Place[]>;
	};
	programmes: Programmes;
}

/** What a home is made of: exactly one of the two. */
export function partsOf(home: HomeRef): { groupId: GroupId } | { placeId: PlaceId } {
	const [kind, id] = home.split("/");
	return kind === "group" ? { groupId: GroupId.parse(Number(id)) } : { placeId: PlaceId.parse(Number(id)) };
}

/** The group of a home; null of a place. */
export function groupOf(home: HomeRef): GroupId | null {
	const parts = partsOf(home);
	return "groupId" in parts ? parts.groupId : null;
}

export function homeOfGroup(id: GroupId): HomeRef {
	return HomeRef.parse(`group/${id}`);
}

export function homeOfPlace(id: PlaceId): HomeRef {
	return HomeRef.parse(`place/${id}`);
}

/** Groups and places together. It keeps nothing: it asks both. Those that are archived are not there. */
export class HomeService {
	readonly #with: HomeDependencies;

	constructor(dependencies: HomeDependencies) {
		this.#with = dependencies;
	}

	async find(tx: Tx, ref: HomeRef): Promise<Home | undefined> {
		const { groups, openings } = this.#with;
		const parts = partsOf(ref);
		if ("groupId" in parts) {
			const group = await groups.find(tx, parts.groupId);
			return group && group.state !== "archived" ? this.#ofGroup(group) : undefined;
		}
		const place = await openings.place(tx, parts.placeId);
		return place && place.state !== "archived" ? this.#ofPlace(place) : undefined;
	}

	/** Those of a server: groups, then places. */
	async list(tx: Tx, guildId: GuildId): Promise<Home[]> {
		const groups = await this.#with.groups.listIn(tx, guildId);
		const places = (await this.#with.openings.places(tx, guildId)).filter(
			({ state }) => state !== "archived",
		);
		return [...groups.map((each) => this.#ofGroup(each)), ...places.map((each) => this.#ofPlace(each))];
	}

	#ofGroup({ id, guildId, name, language, state, programme }: Group): Home {
		const rules = this.#with.programmes.get(programme)?.groundRules ?? [];
		return {
			ref: homeOfGroup(id),
			guildId,
			name,
			language,
			open: state === "open",
			rules,
		};
	}

	/** A place has no programme: it starts from what holds everywhere. */
	#ofPlace({ id, guildId, name, language }: Place): Home {
		const rules = this.#with.programmes.get("empty")?.groundRules ?? [];
		const ref = homeOfPlace(id);
		return { ref, guildId, name, language, open: true, rules };
	}
}
