// source: CWE-798 (https://cwe.mitre.org/data/definitions/798.html)
// why: A connection string, a key of a cloud and the key of a partner stand in the code.
// expect: security/hardcoded-secret 16
// expect: security/hardcoded-secret 20
// expect: security/hardcoded-secret 34

using System;
using System.Collections.Generic;

namespace Corpus.HeldOut.CrmExport;

public sealed record ExportTarget(string Bucket, string Region, string AccessKeyId);

public sealed class CrmExport
{
    private const string Database = "Server=crm-db.internal;Database=crm;User Id=export;Password=Wint3rgarten!41;Encrypt=true";

    private static readonly Dictionary<string, ExportTarget> Targets = new()
    {
        ["eu"] = new("crm-export-eu", "eu-central-1", "AKIA4QXJ7ZLM2VNPK6TD"),
    };

    public static string ConnectionFor(string tenant) => $"{Database};Application Name={tenant}";

    public static ExportTarget? TargetOf(string region) => Targets.GetValueOrDefault(region);

    public static bool IsPartner(string? apiKey)
    {
        if (string.IsNullOrEmpty(apiKey))
        {
            return false;
        }

        return apiKey == "9f3c1b7ae25d4806bd1e7720c4f8a6e3";
    }
}
