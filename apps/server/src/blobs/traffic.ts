/**
 * How many bytes of files went in and out since the start.
 * @module
 */
export interface Traffic {
  received: number;
  sent: number;
}
