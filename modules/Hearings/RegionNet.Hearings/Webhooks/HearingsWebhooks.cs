using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

internal static class HearingsWebhooks
{
    public static void AddWebhooks(this IHostApplicationBuilder builder)
    {
        builder.AddWebhookClient(HearingsModule.Name, "Hearings:Webhooks");
        builder.Services.AddSingleton<WebhookWakeup>();
        foreach (var kind in OnHearingsEvent.Kinds)
        {
            builder.Services.AddEventBatchHandler<JsonElement, OnHearingsEvent>(kind);
        }
        if (builder.Configuration.Serves(HearingsModule.Name))
        {
            builder.Services.AddHostedService<WebhookSender>();
            builder.Services.AddHostedService<WebhookHousekeeping>();
        }
    }

    public static void MapWebhooks(this RouteGroupBuilder hearings)
    {
        var webhooks = hearings.MapGroup("/webhooks").RequireAuthorization(HearingsPolicies.ManageRooms);
        webhooks.MapGet("", Webhooks.List);
        webhooks.MapPost("", Webhooks.Add);
        webhooks.MapPost("/{id:guid}/pause", Webhooks.Pause);
        webhooks.MapPost("/{id:guid}/resume", Webhooks.Resume);
        webhooks.MapPost("/{id:guid}/end", Webhooks.End);
        webhooks.MapPost("/{id:guid}/secret", Webhooks.Renew);
        var deliveries = hearings.MapGroup("/webhook-deliveries").RequireAuthorization(HearingsPolicies.SeeDeliveries);
        deliveries.MapGet("", WebhookDeliveries.List);
        deliveries.MapPost("/{id:guid}/replay", WebhookDeliveries.Replay);
    }
}
