<?php

declare(strict_types=1);

namespace Handoff\Tests\Outbox\Support;

use RuntimeException;

/** PHP running in a process of its own inside the same site, with the plugin loaded. */
final class Worker
{
    /** @var resource */
    private $process;

    /** @var resource */
    private $output;

    /** @param string $code What it does; `$services` are the plugin's parts. What it prints can be read. */
    public function __construct(string $code)
    {
        $load = '$_SERVER["HTTP_HOST"] = "127.0.0.1"; require ' . var_export(ABSPATH . 'wp-load.php', true) . ';'
            . '$services = Handoff\Plugin::services();';
        $process = proc_open([PHP_BINARY, '-r', $load . $code], [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes);
        if ($process === false) {
            throw new RuntimeException('PHP did not start.');
        }
        $this->process = $process;
        $this->output = $pipes[1];
    }

    /** Waits until it has printed so many bytes more. */
    public function read(int $bytes): string
    {
        return (string) stream_get_contents($this->output, $bytes);
    }

    /** Waits for its end and gives what it printed. */
    public function wait(): string
    {
        $text = (string) stream_get_contents($this->output);
        proc_close($this->process);
        return $text;
    }

    /** Ends it at once, as the system does with a process that has to go. */
    public function kill(): void
    {
        proc_terminate($this->process, 9);
        proc_close($this->process);
    }
}
