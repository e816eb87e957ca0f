/** Causes in Spanish words: address, framing, link and transfer. */
import type { CauseWords } from './cause-words.ts';

export const causesLinkEs = {
  'address.length': {
    title: 'El medidor usa otra longitud de dirección',
    means:
      'La dirección de servidor configurada queda sin respuesta; con otra cantidad de bytes hay respuesta. Un medidor descarta en silencio una longitud equivocada.',
    possible: 'El medidor puede usar una dirección de servidor de 1, 2 o 4 bytes, distinta de la longitud configurada.',
    proof:
      'Un SNRM simple con cada longitud lo decide: `meter probe`, o `meter test <medidor> --server 1`, `1/1` y `1/1:4`.',
    remedy: [
      'Repita una vez ambas preguntas para confirmar.',
      'Guarde con `meter edit` la dirección que fue contestada.',
      'Ponga la misma dirección en el colector.',
    ],
  },
  'address.value': {
    title: 'El medidor tiene otra dirección de servidor',
    means:
      'La dirección de servidor configurada queda sin respuesta; otro valor es contestado. En una línea compartida puede ser otro medidor: compare el número de serie.',
    possible:
      'El medidor puede tener otra dirección de servidor: 1, 16, 17 o los últimos cuatro dígitos de su número de serie.',
    proof:
      'Un SNRM simple a los valores probables lo decide: `meter probe`, o a mano `meter test <medidor> --server 1/17` y `1/NNNN:4`.',
    remedy: [
      'Compare el número de serie del medidor que contestó con el de la placa.',
      'Guarde con `meter edit` la dirección que fue contestada.',
      'Ponga la misma dirección en el colector.',
    ],
  },
  'framing.wrapper': {
    title: 'El medidor habla wrapper, no HDLC',
    means: 'Las tramas HDLC quedaron sin respuesta; un APDU con wrapper fue contestado en el mismo puerto.',
    possible: 'El medidor puede esperar el wrapper de IEC 62056-47 en lugar de HDLC.',
    proof: 'Un AARQ con wrapper en una conexión nueva lo decide: `meter test wrapper://EQUIPO:PUERTO`.',
    remedy: [
      'Ponga con `meter edit` el transporte de este medidor en wrapper.',
      'Ponga el mismo transporte en el colector.',
    ],
  },
  'framing.hdlc': {
    title: 'El medidor habla HDLC, no wrapper',
    means: 'Los APDU con wrapper quedaron sin respuesta; una trama HDLC fue contestada en el mismo puerto.',
    possible: 'El medidor puede esperar tramas HDLC en lugar del wrapper.',
    proof: 'Un SNRM simple en una conexión nueva lo decide: `meter probe`, o `meter test hdlc://EQUIPO:PUERTO`.',
    remedy: [
      'Ponga con `meter edit` el transporte de este medidor en HDLC, y su dirección de servidor.',
      'Ponga el mismo transporte en el colector.',
    ],
  },
  'link.stale': {
    title: 'Seguía abierto un enlace de un cliente anterior',
    means:
      'El medidor confirmó un DISC con UA: antes de llegar nosotros había un enlace abierto para este client SAP. Algunos medidores ignoran entretanto un SNRM nuevo.',
    possible: 'El enlace de un cliente anterior puede seguir abierto e impedir uno nuevo.',
    proof:
      'DISC primero, en una línea sin otro maestro: UA dice que había un enlace abierto, DM que no lo había, el silencio no decide nada.',
    remedy: [
      'Repita la prueba ahora: el DISC cerró el enlace.',
      'Si sigue mudo, detenga el colector y deje la línea en silencio durante el tiempo de inactividad (180 s si no se conoce).',
      'Haga que el colector cierre su enlace con DISC antes de terminar.',
    ],
  },
  'link.refused': {
    title: 'El medidor rechaza el enlace (DM)',
    means:
      'DM es una trama válida del medidor. Línea, velocidad y dirección de servidor son correctas; el medidor no abre un enlace ahora, o no con estos parámetros.',
    possible: 'El medidor puede rechazar el enlace mientras lo usa otro cliente.',
    proof:
      'Un SNRM simple, y lo mismo desde otro client SAP, separan parámetros rechazados de un cliente rechazado; `meter probe` pregunta ambos.',
    remedy: [
      'Repita con un SNRM simple, sin parámetros.',
      'Pruebe el cliente público: `meter test <medidor> --client 16`.',
      'Detenga el colector, espere el tiempo de inactividad y pregunte una vez.',
    ],
  },
  'link.sequence': {
    title: 'Los números de secuencia no coinciden (FRMR)',
    means:
      'El medidor protesta por la numeración o el contenido de una trama. Dirección, línea y velocidad son correctas; hay que abrir el enlace de nuevo.',
    possible: 'El cliente y el medidor pueden haber perdido el paso en sus números de trama.',
    proof:
      'El campo de información del FRMR nombra el byte de control rechazado y los contadores del medidor; `meter decode` lo explica.',
    remedy: [
      'Envíe SNRM de nuevo: después de FRMR no se acepta otra cosa.',
      'Haga que el cliente ponga sus contadores en cero con cada SNRM.',
      'Haga que el cliente pregunte con RR tras un tiempo agotado, en lugar de repetir la trama I.',
    ],
  },
  'link.negotiation': {
    title: 'El medidor acepta una forma de SNRM y otra no',
    means:
      'Una forma de los parámetros de negociación se contesta con UA y otra no. El medidor está vivo y su dirección es correcta.',
    possible: 'Al medidor pueden no gustarle los parámetros de negociación del SNRM, o su ausencia.',
    proof:
      'SNRM simple, con longitudes de 1 byte y con longitudes de 2 bytes, dos veces cada uno: `meter probe` pregunta los tres.',
    remedy: [
      'Ponga en el colector la forma que fue contestada.',
      'Revise el grupo de parámetros: la longitud 12 va con tamaños de 1 byte, la 14 con tamaños de 2 bytes.',
      'Respete los tamaños que concede el UA; use ventana 1.',
    ],
  },
  'reply.late': {
    title: 'La respuesta llega después del tiempo de espera',
    means:
      'El medidor contesta, pero más tarde de lo que espera el cliente, o en partes con pausas largas. Es lento, no mudo.',
    possible: 'La respuesta puede llegar más tarde de lo que permite el tiempo de espera.',
    proof:
      'Seguir escuchando 10 segundos tras una sola pregunta, sin volver a enviar: `meter test <medidor> --timeout 15`.',
    remedy: [
      'Suba el tiempo de espera del colector muy por encima de la respuesta más lenta medida.',
      'No repita la pregunta antes de que venza el tiempo de espera.',
      'Busque el tramo lento: enlace móvil, túnel o velocidad serie.',
    ],
  },
  'transfer.segmentation': {
    title: 'Las respuestas cortas llegan, las largas no',
    means:
      'Un objeto corto se lee y uno largo se corta. Segmentos o bloques se pierden, o no se piden, en uno de los lados.',
    possible: 'Las respuestas largas pueden cortarse aunque las cortas pasen.',
    proof:
      'Leer un objeto corto y uno largo en la misma asociación, con todas las tramas grabadas, muestra dónde se detiene.',
    remedy: [
      'Compruebe que el cliente confirme cada segmento con RR.',
      'Baje la longitud máxima del campo de información a 128 y la ventana a 1.',
      'Lea menos por vez: menos entradas, o un rango más corto.',
    ],
  },
} as const satisfies Record<string, CauseWords>;
