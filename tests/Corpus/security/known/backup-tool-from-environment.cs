// source: CWE-78 (https://cwe.mitre.org/data/definitions/78.html)
// why: which program runs, and where it writes, comes from outside
// expect: security/command-injection 17
// expect: security/path-traversal 21

using System;
using System.Diagnostics;
using System.IO;

namespace Corpus.BackupToolFromEnvironment;

public static class Backup
{
    public static int Run(string target)
    {
        var tool = Environment.GetEnvironmentVariable("BACKUP_TOOL") ?? "pg_dump";
        using var process = Process.Start(tool, "--format=custom orders");
        process.WaitForExit();

        var log = Path.Combine("/var/backups", target, "backup.log");
        File.AppendAllText(log, $"{process.ExitCode}\n");
        return process.ExitCode;
    }
}
