// source: CS8632 and nullable reference types (https://learn.microsoft.com/dotnet/csharp/nullable-references)
// why: exclamation marks silence the compiler where a value may be missing
// expect: quality/nullability 13
// expect: quality/nullability 27

using System;
using System.Collections.Generic;

namespace Corpus.CustomerNulls;

internal sealed class Customer
{
    public string Name { get; set; } = null!;

    public string? Mail { get; set; }

    public Customer? Parent { get; set; }
}

internal sealed class CustomerBook
{
    private readonly Dictionary<string, Customer> _customers = new(StringComparer.OrdinalIgnoreCase);

    public string DomainOf(string name)
    {
        var customer = _customers.GetValueOrDefault(name);
        var mail = customer!.Mail;
        return mail is null ? "" : mail[(mail.IndexOf('@', StringComparison.Ordinal) + 1)..];
    }

    public string GroupOf(Customer customer)
    {
        return customer.Parent is null ? customer.Name : customer.Parent.Name;
    }
}
