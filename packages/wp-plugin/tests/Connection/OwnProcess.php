<?php

declare(strict_types=1);

namespace Handoff\Tests\Connection;

/**
 * Runs code in a PHP of its own inside the test site, because a constant that was set stays set. It works in a
 * transaction of its own that is undone, so that it changes nothing for others.
 */
final class OwnProcess
{
    /**
     * @param string                $code    Gets `$services`, and `$http` that answers like `HttpAnswerer`; returns what JSON can say.
     * @param array<string, scalar> $constants Set before WordPress loads.
     * @param string                $method    Of the request that WordPress believes to serve.
     *
     * @return mixed What the code returned.
     */
    public static function run(string $code, array $constants = [], string $method = 'GET')
    {
        $defines = '';
        foreach ($constants as $name => $value) {
            $defines .= sprintf('define(%s, %s);', var_export($name, true), var_export($value, true));
        }
        $script = 'ini_set("display_errors", "stderr");' . $defines
            . sprintf('require %s;', var_export(dirname(__DIR__) . '/bootstrap.php', true))
            . '$GLOBALS["wpdb"]->query("START TRANSACTION"); $services = Handoff\Plugin::services();'
            . '$http = new Handoff\Tests\Support\HttpAnswerer(); add_filter("pre_http_request", [$http, "filter"], 10, 3);'
            . '$answer = (function () use ($services, $http) {' . $code . '})();'
            . '$GLOBALS["wpdb"]->query("ROLLBACK"); echo "\n@@" . json_encode($answer) . "@@";';
        $pipes = [];
        $env = ['HANDOFF_METHOD' => $method] + getenv();
        $process = proc_open([PHP_BINARY, '-r', $script], [1 => ['pipe', 'w'], 2 => ['pipe', 'w']], $pipes, null, $env);
        $output = (string) stream_get_contents($pipes[1]);
        $errors = (string) stream_get_contents($pipes[2]);
        proc_close($process);
        if (preg_match('/@@(.*)@@/s', $output, $match) !== 1) {
            throw new \RuntimeException("It gave no answer: $output $errors");
        }
        return json_decode($match[1], true);
    }
}
