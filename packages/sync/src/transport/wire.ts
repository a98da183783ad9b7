/**
 * What goes over the wire: the routes' schemas, each tied to the types of its own route.
 * @module
 */
import { routes, type Needs, type RequestOf, type ResponseOf, type RouteName } from '@obhut/protocol/routes.ts';
import type * as z from 'zod/mini';

type Schemas = {
  readonly [Name in RouteName]: {
    readonly needs: Needs;
    readonly request: z.ZodMiniType<RequestOf<Name>>;
    readonly response: z.ZodMiniType<ResponseOf<Name>>;
  };
};

export const schemas: Schemas = routes;
