/* What single events are measured against: one prepared INSERT .. ON CONFLICT for each, by libpq,
 * each a transaction of its own. It numbers no names, keeps no totals and no digests, and cannot
 * tell a conflict from a duplicate.
 *
 *   bench_server_naive URL EVENTS ROUND      prints nanoseconds and the number of events stored
 *
 * The table is made if it is not there. Ids of another ROUND are others.
 */
#define _POSIX_C_SOURCE 200809L
#include <libpq-fe.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static PGconn* connection;

static long long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Of one row or none: whether there is one. */
static int check(PGresult* result) {
  if (PQresultStatus(result) != PGRES_COMMAND_OK) {
    fprintf(stderr, "bench_server_naive: %s", PQerrorMessage(connection));
    exit(1);
  }
  const int changed = strcmp(PQcmdTuples(result), "1") == 0;
  PQclear(result);
  return changed;
}

/* 22 letters, as ids at random are: of numbers that are near each other they are far apart. */
static void make_id(char id[23], uint64_t number) {
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (int i = 0; i < 22; ++i) {
    number = number * 6364136223846793005u + 1442695040888963407u;
    id[i] = alphabet[number >> 58];
  }
  id[22] = '\0';
}

static int insert(uint64_t number) {
  char id[23];
  char company[16];
  char quantity[16];
  make_id(id, number);
  snprintf(company, sizeof company, "c%06d", (int)(number % 1000));
  snprintf(quantity, sizeof quantity, "%d", (int)(1 + number % 40));
  const char* values[] = {id, company, "2026-01-15T12:00:00Z", quantity};
  return check(PQexecPrepared(connection, "store", 4, values, NULL, NULL, 0));
}

int main(int argc, char** argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: bench_server_naive URL EVENTS ROUND\n");
    return 2;
  }
  connection = PQconnectdb(argv[1]);
  const long long events = strtoll(argv[2], NULL, 10);
  const uint64_t first = strtoull(argv[3], NULL, 10) << 40;
  check(PQexec(connection,
               "SET client_min_messages = warning; CREATE TABLE IF NOT EXISTS naive_event"
               " (event_id text PRIMARY KEY, company text NOT NULL,"
               " occurred_at timestamptz NOT NULL, quantity bigint NOT NULL)"));
  check(PQprepare(connection, "store",
                  "INSERT INTO naive_event VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", 4,
                  NULL));
  long long stored = 0;
  insert(first); /* as the other side: one before the clock begins */
  const long long start = nanoseconds();
  for (long long i = 1; i <= events; ++i) stored += insert(first + (uint64_t)i);
  printf("%lld %lld\n", nanoseconds() - start, stored);
  PQfinish(connection);
  return 0;
}
