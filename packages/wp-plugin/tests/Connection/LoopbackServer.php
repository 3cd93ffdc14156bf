<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

/** A small HTTP server in a process of its own, on a free port of this machine. */
final class LoopbackServer
{
    /** @var resource */
    private $process;

    /** @var resource[] */
    private array $pipes = [];

    private string $origin;
    private string $log;

    public function __construct()
    {
        $this->log = (string) tempnam(sys_get_temp_dir(), 'handoff-http-');
        $this->process = proc_open(
            [PHP_BINARY, __DIR__ . '/loopback-server.php', $this->log],
            [0 => ['pipe', 'r'], 1 => ['pipe', 'w'], 2 => ['file', '/dev/null', 'w']],
            $this->pipes
        );
        $this->origin = 'http://' . trim((string) fgets($this->pipes[1]));
    }

    public function origin(): string
    {
        return $this->origin;
    }

    /** @return string[] What was asked for so far. */
    public function targets(): array
    {
        return file($this->log, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) ?: [];
    }

    public function stop(): void
    {
        // It ends with its input.
        array_map('fclose', $this->pipes);
        proc_terminate($this->process);
        proc_close($this->process);
        unlink($this->log);
    }
}
