import type { UserId } from "../shared/ids.ts";
import type { StaffMember } from "../staff/model.ts";

/**
 * Who of the staff reads what some of them write with a participant: never one alone. `team`, and when it is only one the
 * coordinators too, or, where none but that one is known, the others who lead and supervise; nobody when there is nobody.
 * `known`: who works on the server. `except`: the participant, who may work here themselves.
 */
export function inCompany(
	team: readonly UserId[],
	known: readonly Pick<StaffMember, "userId" | "duties">[],
	except: UserId | null,
): UserId[] {
	const staff = [...new Set(team)].filter((each) => each !== except);
	if (staff.length !== 1) return staff;
	const others = known.filter(({ userId }) => userId !== except && !staff.includes(userId));
	const coordinators = others.filter(({ duties }) => duties.includes("coordinator"));
	const leaders = others.filter(({ duties }) => duties.some((duty) => duty !== "expert"));
	const company = coordinators.length > 0 ? coordinators : leaders;
	return [...staff, ...company.map(({ userId }) => userId)];
}
