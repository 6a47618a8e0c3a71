/* Runs a command and prints how long it took and how much memory it used at most: "microseconds
 * KiB". The command's own output is thrown away; its exit status is passed on.
 *
 *   bench_measure COMMAND ARGUMENT...
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void run(char** command) {
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDOUT_FILENO);
  execv(command[0], command);
  perror(command[0]);
  _exit(127);
}

int main(int argc, char** argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: bench_measure COMMAND ARGUMENT...\n");
    return 2;
  }
  const long long start = microseconds();
  const pid_t child = fork();
  if (child == 0) run(argv + 1);
  int status = 0;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) != child) {
    perror("bench_measure");
    return 1;
  }
  printf("%lld %ld\n", microseconds() - start, used.ru_maxrss);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
