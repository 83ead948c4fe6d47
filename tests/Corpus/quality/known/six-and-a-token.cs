// source: SonarSource S107 (https://rules.sonarsource.com/csharp/RSPEC-107/)
// why: six parameters are allowed, a token does not count, and a record is a list of fields
// expect: none

using System;
using System.Threading;
using System.Threading.Tasks;

namespace Corpus.SixAndAToken;

public sealed record Consignment(
    string Number,
    string Sender,
    string Receiver,
    string Street,
    string PostCode,
    string City,
    string Country,
    int Grams,
    decimal Value);

public interface IConsignments
{
    Task SaveAsync(Consignment consignment, CancellationToken cancellationToken);
}

public sealed class Dispatch(IConsignments consignments)
{
    public async Task<Consignment> SendAsync(
        string sender,
        string receiver,
        string street,
        string postCode,
        string city,
        int grams,
        CancellationToken cancellationToken)
    {
        var number = $"{postCode}-{grams}";
        var consignment = new Consignment(number, sender, receiver, street, postCode, city, "DE", grams, 0m);
        await consignments.SaveAsync(consignment, cancellationToken);
        return consignment;
    }
}
