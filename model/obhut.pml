/*
 * Rotate-before-write of obhut/1: invite, claim, removal, expiry and racing rekeys, over a server that lies (protocol.md, sections 3, 4, 5, 7).
 * Two spaces: T, a team (level 1), and O, an outer space (level 2) in which T is a member space. Cryptography is ideal: who was not
 * boxed an epoch does not have it, and nobody signs for others. Without a macro the model is the protocol; each macro takes one rule away.
 *
 *   LETTER, REMOVAL, OUTER, DAYS: what happens: a letter and its claim; M is removed from T; D from O; M's membership and the letter end
 *   NEWCOMERS a teacher is added to T (P2)
 *   HONEST   the server is honest and nobody attacks (for P2); otherwise it lies: it serves each client any prefix of each log
 *            (never a shorter one than before: pins), refuses any append, and has the keys of M, D and of the letter
 *   GHOST    M may also add a persona of its own (X) to O; PIN: the rule that is proposed against it, see README.md
 *   WITNESS  fails when the run that everything is about has happened, so that P1 is not true of nothing
 */

/* Clients: admin (direct member of T, acts in O through it), teacher (the same, writer), guardian (letter, then persona in O), and,
   for P2, a teacher who is added later. */
#define ADMIN 0
#define TEACHER 1
#define GUARDIAN 2
#define NEWCOMER 3
#ifdef NEWCOMERS
#define CLIENTS 4
#else
#define CLIENTS 3
#endif

/* Direct members of T: the clients' bits, and M, who is removed or whose membership ends. */
#define A_ 1
#define B_ 2
#define M_ 4
#define C_ 8
/* Direct members of O: T itself, the guardian, the letter, D (a guardian who is removed), X (a ghost). */
#define T_ 1
#define G_ 2
#define L_ 4
#define D_ 8
#define X_ 16

/* Bounds. A log that is full takes nothing more; in P2 that is an error. */
#ifdef HONEST
#define LENT 7
#define LENO 13
#define EPOCHS 8 /* epochs 1 to 7 */
#else
#ifndef LENT
#define LENT 5
#endif
#ifndef LENO
#define LENO 6
#endif
#define EPOCHS 5 /* epochs 1 to 4 */
#endif

/* What a client appends. */
#define NONE 0
#define REMOVE_M 1
#define REKEY_T 2
#define ADD_C 3
#define INVITE 4
#define CLAIM 5
#define REMOVE_D 6
#define REKEY_O 7
#define IN_O(kind) ((kind) >= INVITE)

/* The state of T after each of its records (index 0: genesis with epoch 1). */
byte lenT = 1;
byte memT[LENT], epT[LENT];
bit removedT[LENT], dayT[LENT];
/* Its epochs: to whom they were boxed, and the day of the rekey. */
byte boxT[EPOCHS];
bit epDayT[EPOCHS];

/* The state of O after each of its records; headT: the number of records of T that the record names. */
byte lenO = 1;
byte memO[LENO], epO[LENO], headT[LENO];
bit removedO[LENO], claimedO[LENO], dayO[LENO];
/* Its epochs: to whom; the epoch of T that the rekey names, and the one it was really boxed to; the day; made by M; keyring entries. */
byte boxO[EPOCHS], namesT[EPOCHS], boxedT[EPOCHS];
bit epDayO[EPOCHS], byM[EPOCHS];

/* What each client has verified: the first vT and vO records; and its own day. */
byte vT[CLIENTS], vO[CLIENTS];
bit today[CLIENTS];
/* The append on its way: kind, expected index, named head of T, day. */
byte kind[CLIENTS], expected[CLIENTS], named[CLIENTS];
bit recordDay[CLIENTS];

/* Whether M's membership of T, and the letter, end with day 0; where (in records read) the removal, the claim and D's removal stand. */
bit endsM;
byte removedMAt = 0, claimedAt = 0, removedDAt = 0, addedXAt = 0, invitedAt = 0;
bit addedC;
/* Content was sealed into O by a client that had seen M, D, the letter out. What was sealed then must never come to them later. */
bit sealedM, sealedD, sealedL;
#ifdef NO_ATOMIC
bit checked[CLIENTS];
#endif
#ifdef GHOST
byte pin[CLIENTS];    /* the head of T at the last complete refresh */
bit lateX[CLIENTS];   /* read X's addition after a refresh that already showed M's end */
#endif
#ifdef WITNESS
byte wrote;
#endif
#ifdef HONEST
byte ring[EPOCHS];    /* the buckets (one an epoch) that have an entry in the keyring of each epoch of O */
byte bucket[CLIENTS]; /* the buckets of O that a client could open */
#endif

byte e;
byte i;

/* The live lists on a day: what has ended by a record's day is out before it is applied (section 5). */
#define liveT(mem, day) ((mem) & ((endsM && (day)) -> (255 - M_) : 255))
#define liveO(mem, day) ((mem) & ((day) -> (255 - L_) : 255))

#define hT(c) (vT[c] - 1)
#define hO(c) (vO[c] - 1)
#define curT(c) epT[hT(c)]
#define curO(c) epO[hO(c)]
#define max(a, b) ((a) > (b) -> (a) : (b))

/* ---- Stale (section 5; stale.ts), from a client's own view and day. ---- */

#ifdef NO_REMOVED /* write without rekey after a removal */
#define wasRemovedT(c) 0
#define wasRemovedO(c) 0
#else
#define wasRemovedT(c) removedT[hT(c)]
#define wasRemovedO(c) removedO[hO(c)]
#endif
#ifdef NO_EXPIRY /* memberships and letters that end by a day are forgotten */
#define endedT(c) 0
#define endedO(c) 0
#else
/* Ended by the client's own day, and the newest epoch is not younger than the last day. */
#define endedT(c) (endsM && today[c] && (memT[hT(c)] & M_) && !epDayT[curT(c)])
#define endedO(c) (today[c] && (memO[hO(c)] & L_) && !epDayO[curO(c)])
#endif
#ifdef NO_NEWER /* a newer epoch of the member space makes nothing stale */
#define movedOn(c) 0
#else
#define movedOn(c) (curT(c) > namesT[curO(c)])
#endif
#define staleT(c) (wasRemovedT(c) || endedT(c))
#define staleO(c) (wasRemovedO(c) || movedOn(c) || claimedO[hO(c)] || endedO(c))
/* Inner spaces first: while T is stale nothing is written into O either, and O is not rekeyed. */
#ifdef NO_INNER
#define innerStale(c) 0
#else
#define innerStale(c) staleT(c)
#endif

/* ---- Rights at the client's view (section 4; rights.ts). ---- */
#define bitOf(c) ((c) == ADMIN -> A_ : ((c) == TEACHER -> B_ : ((c) == NEWCOMER -> C_ : 0)))
#define inT(c) (memT[hT(c)] & bitOf(c))
#define inO(c) ((c) == GUARDIAN -> (memO[hO(c)] & G_) : inT(c))

/* ---- What M, D, the letter and X hold: transitively, who opens T's epoch n opens what is boxed to it. ---- */
#define holdsM(n) (byM[n] || (boxT[boxedT[n]] & M_))
#define holdsD(n) (boxO[n] & D_)
#define holdsL(n) (boxO[n] & L_)
/* What a client has seen. */
#define seenM(c) ((removedMAt > 0 && vT[c] >= removedMAt) || (endsM && today[c]))
#define seenD(c) (removedDAt > 0 && vO[c] >= removedDAt)
#define seenL(c) ((claimedAt > 0 && vO[c] >= claimedAt) || (today[c] && (memO[hO(c)] & L_)))

/* ---- Sealing content: the place where P1 must hold. ---- */
#ifdef OLD_BUCKET /* a bucket of an earlier epoch is used again: whoever opens any epoch since has it */
#define eachBucketO(n, c) n = 1; do :: n < curO(c) -> n++ :: break od
#define eachBucketT(n, c) n = 1; do :: n < curT(c) -> n++ :: break od
#else
#define eachBucketO(n, c) n = curO(c)
#define eachBucketT(n, c) n = curT(c)
#endif

/* Every later epoch's keyring holds the older buckets, so what was sealed must stay closed in them too. */
inline stayClosed() {
  assert(!(sealedM && holdsM(epO[lenO - 1])));
  assert(!(sealedD && holdsD(epO[lenO - 1])));
  assert(!(sealedL && holdsL(epO[lenO - 1])))
}

inline sealO(c) {
  eachBucketO(e, c);
  assert(!(seenM(c) && holdsM(e)));
  assert(!(seenD(c) && holdsD(e)));
  assert(!(seenL(c) && holdsL(e)));
#ifdef GHOST
  assert(!(lateX[c] && (boxO[e] & X_)));
#endif
  sealedM = sealedM || seenM(c);
  sealedD = sealedD || seenD(c);
  sealedL = sealedL || seenL(c);
#ifdef WITNESS
  if
  :: seenM(c) && seenD(c) && claimedAt > 0 && seenL(c) && curT(c) > 1 -> wrote = wrote | (1 << c)
  :: else
  fi;
  assert(wrote != 7);
#endif
  stayClosed();
  e = 0
}

inline sealT(c) {
  eachBucketT(e, c);
  assert(!(seenM(c) && (boxT[e] & M_)));
  e = 0
}

/* ---- Appending. A record's content follows from what it stands on (index, named head, day): `at` is the state it was made on. ---- */

/* Compare-and-swap: an append has effect only on the very record that its author stood on (server: expected index; fold: `previous`,
   epoch = last + 1). So what others do between composing and appending makes it fail, and both are one step here; a client does not know
   its own record before it has read it back, which leaves it every order that two steps would have. A 409, deserved or not, is no step. */
#ifdef NO_CAS /* a record counts wherever it lands, as its author made it: composing and landing are two steps */
#define fitsT(c) 1
#define fitsO(c) 1
#else
#define fitsT(c) (vT[c] == lenT)
#define fitsO(c) (vO[c] == lenO)
#endif

inline copyT(day) {
  memT[lenT] = memT[lenT - 1];
  epT[lenT] = epT[lenT - 1];
  removedT[lenT] = removedT[lenT - 1];
  dayT[lenT] = day
}

inline copyO(head, day) {
  memO[lenO] = memO[lenO - 1];
  epO[lenO] = epO[lenO - 1];
  removedO[lenO] = removedO[lenO - 1];
  claimedO[lenO] = claimedO[lenO - 1];
  headT[lenO] = head;
  dayO[lenO] = day
}

/* rekey of T: epoch = last + 1, boxed to the live list on the record's day. */
inline rekeyT(at, day) {
  copyT(day);
  e = epT[lenT] + 1;
  epT[lenT] = e;
  removedT[lenT] = 0;
#ifdef OLD_LIST /* boxed to those of the epoch before, whoever has gone since */
  boxT[e] = boxT[e - 1];
#else
  boxT[e] = liveT(memT[at], day);
#endif
  epDayT[e] = day;
  lenT++;
  e = 0
}

/* rekey of O: boxed to the live list, and to T's newest epoch at the head that it names. */
inline rekeyO(at, head, day, evil) {
  copyO(head, day);
  e = epO[lenO] + 1;
  epO[lenO] = e;
  removedO[lenO] = 0;
  claimedO[lenO] = 0;
#ifdef OLD_LIST
  boxO[e] = boxO[e - 1];
#else
  boxO[e] = liveO(memO[at], day);
#endif
  namesT[e] = epT[head - 1];
#ifdef OLD_TEAM_EPOCH /* names T's newest epoch, but boxes to the one before */
  boxedT[e] = boxedT[e - 1];
#else
  boxedT[e] = namesT[e];
#endif
  epDayO[e] = day;
  byM[e] = evil;
  lenO++;
  e = 0;
  stayClosed()
}

inline done(c) { kind[c] = NONE; expected[c] = 0; named[c] = 0; recordDay[c] = 0 }

inline append(c) {
  if
  :: kind[c] == REMOVE_M -> copyT(recordDay[c]); memT[lenT] = memT[lenT] & (255 - M_); removedT[lenT] = 1; lenT++; removedMAt = lenT
  :: kind[c] == ADD_C -> copyT(recordDay[c]); memT[lenT] = memT[lenT] | C_; boxT[epT[lenT]] = boxT[epT[lenT]] | C_; addedC = 1; lenT++
  :: kind[c] == REKEY_T -> rekeyT(expected[c] - 1, recordDay[c])
  :: kind[c] == INVITE -> /* the letter's box exists beforehand */
     copyO(named[c], recordDay[c]); memO[lenO] = memO[lenO] | L_; boxO[epO[lenO]] = boxO[epO[lenO]] | L_; lenO++; invitedAt = lenO;
     stayClosed()
  :: kind[c] == CLAIM -> /* the persona in the letter's place, with its box; the space is then stale, lazily */
     copyO(named[c], recordDay[c]); memO[lenO] = (memO[lenO] & (255 - L_)) | G_; boxO[epO[lenO]] = boxO[epO[lenO]] | G_;
#ifndef CLAIM_FRESH
     claimedO[lenO] = 1;
#endif
     lenO++; claimedAt = lenO
  :: kind[c] == REMOVE_D -> copyO(named[c], recordDay[c]); memO[lenO] = memO[lenO] & (255 - D_); removedO[lenO] = 1; lenO++; removedDAt = lenO
  :: kind[c] == REKEY_O ->
#ifdef HONEST
     bucket[c] = bucket[c] | (1 << (epO[lenO - 1] + 1)); /* its new bucket */
     ring[epO[lenO - 1] + 1] = bucket[c]; /* the entries that its author has */
#endif
     rekeyO(expected[c] - 1, named[c], recordDay[c], 0)
  fi;
  done(c)
}

/* No record is of an earlier day than the head that it names (README.md, finding 1). */
#ifdef NO_HEAD_DAY
#define dayOfHead(h) 0
#else
#define dayOfHead(h) dayT[(h) - 1]
#endif

/* A record stands on the author's verified state; its day is the author's own, and never falls. */
inline compose(c, what) {
  kind[c] = what;
  if
  :: IN_O(what) -> expected[c] = vO[c]; named[c] = vT[c]; recordDay[c] = today[c] || dayO[hO(c)] || dayOfHead(vT[c])
  :: else -> expected[c] = vT[c]; recordDay[c] = today[c] || dayT[hT(c)]
  fi;
#ifndef NO_CAS
  append(c)
#endif
}

#define idle(c) (kind[c] == NONE)
#define mayT(c) (idle(c) && fitsT(c) && lenT < LENT)
#define mayO(c) (idle(c) && fitsO(c) && lenO < LENO)
#define roomT (lenT < LENT)
#define roomO (lenO < LENO)
#define moreEpochsT(c) (curT(c) + 1 < EPOCHS && epT[lenT - 1] + 1 < EPOCHS)
#define moreEpochsO(c) (curO(c) + 1 < EPOCHS && epO[lenO - 1] + 1 < EPOCHS)

/* Reading the next record of O: the head that it names must be known (else it waits). With PIN: a head older than the one that was
   known when O was last read to its end stops the space. */
#if defined(GHOST) && defined(PIN)
#define notOlder(c) (headT[vO[c]] >= pin[c])
#else
#define notOlder(c) 1
#endif
#define mayReadO(c) (vO[c] < lenO && headT[vO[c]] <= vT[c] && notOlder(c))

inline readO(c) {
#ifdef GHOST
  if
  :: vO[c] + 1 == addedXAt && removedMAt > 0 && pin[c] >= removedMAt -> lateX[c] = 1
  :: else
  fi;
#endif
  vO[c]++
}

inline readT(c) {
  vT[c]++
}

/* Who can open what (section 3, for P2). A newcomer opens what names an older epoch of T by the KEM seeds in T's keyring. */
#ifdef NO_SEEDS
#define opensT(c, n) (boxT[n] & bitOf(c))
#else
#define opensT(c, n) ((boxT[n] & bitOf(c)) || (boxT[curT(c)] & bitOf(c)))
#endif
#define opensO(c, n) ((c) == GUARDIAN -> (boxO[n] & G_) : opensT(c, boxedT[n]))
#define all(n) ((1 << ((n) + 1)) - 2)

#ifdef HONEST
#define KEYS(c) \
  :: d_step { inO(c) && opensO(c, curO(c)) && (bucket[c] | ring[curO(c)]) != bucket[c] -> bucket[c] = bucket[c] | ring[curO(c)] }
#else
#define KEYS(c)
#endif
/* A missing entry is supplied by any writer who has it (section 3). */
#if defined(HONEST) && !defined(NO_SUPPLY)
#define SUPPLY(c) \
  :: d_step { inO(c) && opensO(c, curO(c)) && vO[c] == lenO && (bucket[c] | ring[curO(c)]) != ring[curO(c)] \
     -> ring[curO(c)] = ring[curO(c)] | bucket[c] }
#else
#define SUPPLY(c)
#endif

#ifdef NO_CAS
#define LANDS(c) \
  :: d_step { !idle(c) && !IN_O(kind[c]) && roomT && epT[lenT - 1] + 1 < EPOCHS -> append(c) } \
  :: d_step { IN_O(kind[c]) && roomO && epO[lenO - 1] + 1 < EPOCHS -> append(c) }
#else
#define LANDS(c)
#endif

#ifdef GHOST
#define REFRESH(c) :: d_step { pin[c] < vT[c] -> pin[c] = vT[c] }
#else
#define REFRESH(c)
#endif

#ifdef HONEST
#define SEAL(c)
#elif defined(NO_ATOMIC) /* stale or not is asked first, and the state read on before sealing */
#define SEAL(c) \
  :: d_step { !checked[c] && inO(c) && !innerStale(c) && !staleO(c) -> checked[c] = 1 } \
  :: d_step { checked[c] && inO(c) -> sealO(c); checked[c] = 0 } \
  :: d_step { inT(c) && !staleT(c) -> sealT(c) }
#else
#define SEAL(c) \
  :: atomic { inO(c) && !innerStale(c) && !staleO(c) -> sealO(c) } \
  :: atomic { inT(c) && !staleT(c) -> sealT(c) }
#endif

#ifdef HONEST /* an honest server is read to the end of both logs */
#define READS(c) \
  :: d_step { vT[c] < lenT || vO[c] < lenO -> vT[c] = lenT; vO[c] = lenO }
#else
#define READS(c) \
  :: d_step { vT[c] < lenT -> readT(c) } \
  :: d_step { mayReadO(c) -> readO(c) }
#endif

/* What every client does. Rekeying: who may, inner spaces first; staff at once, guardians before they write, which they may at any time. */
#define CLIENT(c) \
  READS(c) \
  :: d_step { mayT(c) && inT(c) && staleT(c) && moreEpochsT(c) -> compose(c, REKEY_T) } \
  :: d_step { mayO(c) && inO(c) && !innerStale(c) && staleO(c) && moreEpochsO(c) -> compose(c, REKEY_O) } \
  DAY(c) LANDS(c) REFRESH(c) SEAL(c) KEYS(c) SUPPLY(c)

/* What staff do besides (section 4: both are admins in O through T), each once. */
#ifdef LETTER
#define INVITES(c) \
  :: d_step { mayO(c) && inO(c) && invitedAt == 0 && !today[c] && !dayO[hO(c)] && !dayOfHead(vT[c]) && !innerStale(c) && !staleO(c) \
     -> compose(c, INVITE) }
/* The letter's holder claims, once and not after its last day. */
#define CLAIMS(c) \
  :: d_step { mayO(c) && claimedAt == 0 && (memO[hO(c)] & L_) && !today[c] && !dayO[hO(c)] && !dayOfHead(vT[c]) -> compose(c, CLAIM) }
#else
#define INVITES(c)
#define CLAIMS(c)
#endif
#ifdef REMOVAL
#define REMOVES(c) \
  :: d_step { mayT(c) && removedMAt == 0 && (memT[hT(c)] & M_) -> compose(c, REMOVE_M) }
#else
#define REMOVES(c)
#endif
#ifdef OUTER
#define REMOVES_D(c) \
  :: d_step { mayO(c) && inO(c) && removedDAt == 0 && (memO[hO(c)] & D_) -> compose(c, REMOVE_D) }
#else
#define REMOVES_D(c)
#endif
#ifdef DAYS
#define DAY(c) :: d_step { !today[c] -> today[c] = 1 }
#else
#define DAY(c)
#endif

/* A record of M's own making, through T at any head at which M was in it, not older than O's last one names (`heads-fall`). */
#ifdef NO_HEADS_FALL
#define notFallen(h) 1
#else
#define notFallen(h) ((h) >= headT[lenO - 1])
#endif
#define actsM(h) (memT[(h) - 1] & M_) && notFallen(h) && (!endsM || !(dayO[lenO - 1] || dayOfHead(h)))
#define EVIL(h) \
  :: d_step { roomO && (h) <= lenT && epO[lenO - 1] + 1 < EPOCHS && actsM(h) -> rekeyO(lenO - 1, h, dayO[lenO - 1] || dayOfHead(h), 1) }

init {
  d_step {
    memT[0] = A_ | B_ | M_; epT[0] = 1; boxT[1] = memT[0];
    memO[0] = T_ | D_;
#if !defined(LETTER)
    memO[0] = memO[0] | G_;
#endif
    epO[0] = 1; boxO[1] = memO[0]; namesT[1] = 1; boxedT[1] = 1; headT[0] = 1;
    i = 0;
    do :: i < CLIENTS -> vT[i] = 1; vO[i] = 1; i++ :: else -> break od;
    i = 0;
#ifdef HONEST
    ring[1] = 2; bucket[ADMIN] = 2;
#endif
  }
#ifdef DAYS
  if :: endsM = 1 :: endsM = 0 fi;
#endif
  do
  CLIENT(ADMIN) INVITES(ADMIN) REMOVES(ADMIN)
  CLIENT(TEACHER) REMOVES_D(TEACHER)
  CLIENT(GUARDIAN) CLAIMS(GUARDIAN)
#ifdef NEWCOMERS
  CLIENT(NEWCOMER)
  :: d_step { mayT(ADMIN) && !addedC -> compose(ADMIN, ADD_C) }
#endif
#ifdef HONEST
  /* Nothing can happen any more: every client has read everything, nothing is stale, and everyone opens everything that is theirs. */
  :: else ->
     assert(lenT < LENT && lenO < LENO);
     i = 0;
     do
     :: i < CLIENTS ->
        assert(vT[i] == lenT && vO[i] == lenO);
        assert(!staleT(i) && !staleO(i) && namesT[curO(i)] == curT(i));
        assert(!inT(i) || (boxT[curT(i)] & bitOf(i)));
        assert(!inO(i) || (opensO(i, curO(i)) && bucket[i] == all(curO(i))));
        i++
     :: else -> break
     od;
     break
#else
  /* M and the server together: M's own rekeys, backdated if that helps, before and after its end. */
  :: d_step { roomT && (memT[lenT - 1] & M_) && (!endsM || !dayT[lenT - 1]) && epT[lenT - 1] + 1 < EPOCHS -> rekeyT(lenT - 1, dayT[lenT - 1]) }
  EVIL(1) EVIL(2) EVIL(3)
#if LENT >= 4
  EVIL(4)
#endif
#if LENT >= 5
  EVIL(5)
#endif
#ifdef GHOST
  :: d_step { roomO && addedXAt == 0 && actsM(headT[lenO - 1]) -> copyO(headT[lenO - 1], dayO[lenO - 1] || dayOfHead(headT[lenO - 1])); memO[lenO] = memO[lenO] | X_; lenO++; addedXAt = lenO }
#endif
#endif
  od
}
