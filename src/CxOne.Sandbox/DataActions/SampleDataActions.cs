using System.Globalization;
using System.Text;
using CxOne.Sandbox.Http;
using CxOne.Sandbox.State;

namespace CxOne.Sandbox.DataActions;

/// <summary>The data actions of the sample tenant: 63, so that they fill two pages of 25 and half of a third.</summary>
internal static class SampleDataActions
{
    /// <summary>The default number of data actions.</summary>
    public const int Count = 63;

    private const int FirstDuplicateIndex = 11;
    private const int SecondDuplicateIndex = 40;
    private const int ProductionIndex = 55;

    private static readonly string[] Systems =
        ["Crm", "Billing", "Orders", "Claims", "Loyalty", "Inventory", "Scheduling", "Shipping", "Identity", "Survey"];

    private static readonly (string Name, string Type)[] Jobs =
    [
        ("Account_Lookup", "LOOKUP"), ("Status_Update", "REST"), ("Callback_Writer", "REST"), ("Date_Stamper", "DATE_PROCESSOR"),
        ("Case_Note", "REST"), ("Eligibility_Check", "LOOKUP"),
    ];

    private static readonly string[] TimeZones =
        ["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Adelaide", "America/Sao_Paulo", "Asia/Kathmandu"];

    public static List<StoredResource> All(int count = Count)
    {
        var actions = new List<StoredResource>();
        for (var regular = 0; actions.Count < count;)
        {
            actions.Add(actions.Count switch
            {
                FirstDuplicateIndex => Dated(actions.Count, "Duplicate_Date_Processor", "America/Chicago"),
                SecondDuplicateIndex => Dated(actions.Count, "Duplicate_Date_Processor", "Europe/London"),
                ProductionIndex => Dated(actions.Count, "Production_Date_Processor", "America/New_York"),
                >= Count => Dated(
                    actions.Count, string.Create(CultureInfo.InvariantCulture, $"Batch_Date_{actions.Count + 1:0000}"), "America/New_York"),
                _ => Regular(actions.Count, regular++),
            });
        }

        return actions;
    }

    private static StoredResource Regular(int index, int number)
    {
        var (job, type) = Jobs[number % Jobs.Length];
        var system = Systems[number / Jobs.Length];
        var name = $"{system}_{job}";
        if (type == "DATE_PROCESSOR")
        {
            return Dated(index, name, TimeZones[number / Jobs.Length % TimeZones.Length]);
        }

        return Stored(index, id => string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"id":"{{{id}}}","name":"{{{name}}}","type":"{{{type}}}","enabled":{{{(number % 9 == 8 ? "false" : "true")}}},
            "configuration":{"timeoutMs":{{{1500 + (250 * (number % 7))}}},"retry":{"attempts":{{{number % 4}}},"backoffFactor":2.0},
            "request":{"method":"{{{(type == "LOOKUP" ? "GET" : "POST")}}}","path":"/{{{system.ToLowerInvariant()}}}/v1/{{{job.ToLowerInvariant()}}}"}},
            "category":"Integration"}
            """));
    }

    private static StoredResource Dated(int index, string name, string timeZone) => Stored(index, id => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""
        {"id":"{{{id}}}","name":"{{{name}}}","type":"DATE_PROCESSOR","enabled":{{{(index % 2 == 0 ? "false" : "true")}}},
        "configuration":{"timeoutMs":2500,"retry":{"attempts":2,"backoffFactor":1.50},
        "dateProcessing":{"sourceField":"input_datetime","targetField":"processed_datetime","computedValue":"2024-01-{{{1 + (index % 28):00}}}T09:00:00.000Z",
        "timezone":"{{{timeZone}}}","dstAdjustment":true,"precision":3},
        "outputMapping":{"processed_datetime":"contact.nextCallAt"}},
        "category":"Dates"}
        """));

    private static StoredResource Stored(int index, Func<string, string> json)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"data-action-{index + 1:000}");
        return new StoredResource { Id = id, Body = JsonText.Of(Encoding.UTF8.GetBytes(json(id))) };
    }
}
