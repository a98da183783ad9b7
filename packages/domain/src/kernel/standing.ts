/**
 * What the author of an event was in its space when it was written. Derived by the client engine from the verified control log; titles
 * in profiles ("Küche", "stellv. Leitung") give no rights.
 * @module
 */
export interface Standing {
  /** Id in hex. */
  persona: string;
  /** staff: direct member of leadership or a team. carrier: who writes in `everyone` in their own name, for the carrier. */
  class: 'staff' | 'guardian' | 'carrier' | 'device';
  /** The member space through which the author acted. */
  through: 'leadership' | 'team' | 'day' | 'none';
  role: 'reader' | 'writer' | 'admin' | 'owner';
  space: SpaceRef;
}

/** The space that an event is in, as far as a feature may know. */
export interface SpaceRef {
  /** Hex. */
  id: string;
  kind: string;
}
